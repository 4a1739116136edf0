// Where a number belongs in an ascending list: what Python's bisect does.

/** The first place whose number is not below the one given. */
export function bisectLeft(numbers: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place after the last number that is not above the one given. */
export function bisectRight(numbers: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wanted < numbers[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
