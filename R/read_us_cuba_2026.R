# Reads the tables of us-cuba-2026 into R, with the types, words and labels that datapackage.json declares.

#' Read a package of tables.
#'
#' A field with a closed list of words becomes a factor with all of them as levels; days become Date, times POSIXct in
#' UTC, truth values logical, numbers integer or numeric, and all else is character. An empty cell is NA. The attributes
#' "label" and "description" of a table or column are its title and what it means. R drops those of columns where rows
#' are filtered.
#'
#' @param package The folder that holds datapackage.json, or that file.
#' @param tables Names of the tables to read; all if nothing is given.
#' @return A list of data frames by the name of the table; columns and rows are in the order of the file.
#' @examples
#' cuba <- read_us_cuba_2026(".")
#' table(cuba$events$class, cuba$events$status)
read_us_cuba_2026 <- function(package = ".", tables = NULL) {
  if (!requireNamespace("jsonlite", quietly = TRUE)) {
    stop("the descriptor is JSON: install.packages(\"jsonlite\")", call. = FALSE)
  }
  descriptor <- if (dir.exists(package)) file.path(package, "datapackage.json") else package
  if (!file.exists(descriptor)) {
    stop(
      descriptor, " is not there: give the folder that holds datapackage.json, such as a copy of the repository or ",
      "us-cuba-2026.zip, unpacked; an exported folder of CSV files has none: read.csv(FILE, na.strings = \"\") reads them",
      call. = FALSE
    )
  }
  resources <- jsonlite::read_json(descriptor)$resources
  names(resources) <- vapply(resources, `[[`, "", "name")
  unknown <- setdiff(tables, names(resources))
  if (length(unknown)) {
    stop("no table ", toString(unknown), "; there are: ", toString(names(resources)), call. = FALSE)
  }
  wanted <- if (is.null(tables)) resources else resources[tables]
  lapply(wanted, read_table_of_package, folder = dirname(descriptor))
}

read_table_of_package <- function(resource, folder) {
  fields <- resource$schema$fields
  names(fields) <- vapply(fields, `[[`, "", "name")
  table <- do.call(rbind, lapply(unlist(resource$path), read_typed_file, folder = folder, fields = fields))
  for (name in names(fields)) {
    attr(table[[name]], "label") <- fields[[name]]$title
    attr(table[[name]], "description") <- fields[[name]]$description
  }
  attr(table, "label") <- resource$title
  attr(table, "description") <- resource$description
  table
}

read_typed_file <- function(path, folder, fields) {
  cells <- read_text_cells(path, folder, names(fields))
  cells[] <- Map(typed_column, cells, fields, path)
  cells
}

read_text_cells <- function(path, folder, header) {
  file <- file.path(folder, path)
  if (!file.exists(file)) {
    stop(file, " is not there, but datapackage.json names it", call. = FALSE)
  }
  cells <- utils::read.csv(
    file,
    colClasses = "character", na.strings = "", check.names = FALSE, blank.lines.skip = FALSE, encoding = "UTF-8"
  )
  if (!identical(names(cells), header)) {
    stop(path, ": the header must be ", toString(header), call. = FALSE)
  }
  cells
}

typed_column <- function(cells, field, path) {
  words <- words_of(field)
  typed <- if (length(words)) {
    factor(cells, levels = words, ordered = isTRUE(field$categoriesOrdered))
  } else {
    switch(field$type,
      integer = whole_numbers(cells),
      year = whole_numbers(cells),
      number = suppressWarnings(as.numeric(cells)),
      boolean = truth_values(cells, field),
      date = days(cells),
      datetime = times(cells),
      cells
    )
  }
  wrong <- which(is.na(typed) & !is.na(cells))
  if (length(wrong)) {
    what <- if (length(words)) paste("one of", toString(words)) else paste("of type", field$type)
    where <- paste0(path, ": row ", wrong[1] + 1, ", ", field$name)
    stop(where, ": ", dQuote(cells[wrong[1]], FALSE), " is not ", what, call. = FALSE)
  }
  typed
}

words_of <- function(field) {
  words <- if (length(field[["categories"]])) field[["categories"]] else field[["constraints"]][["enum"]]
  as.character(unlist(lapply(words, function(word) if (is.list(word)) word$value else word)))
}

whole_numbers <- function(cells) {
  is_whole <- grepl("^[+-]?[0-9]+$", cells)
  numbers <- as.numeric(ifelse(is_whole, cells, NA))
  if (any(abs(numbers) > .Machine$integer.max, na.rm = TRUE)) numbers else as.integer(numbers)
}

truth_values <- function(cells, field) {
  true <- if (length(field$trueValues)) unlist(field$trueValues) else c("true", "True", "TRUE", "1")
  false <- if (length(field$falseValues)) unlist(field$falseValues) else c("false", "False", "FALSE", "0")
  ifelse(cells %in% true, TRUE, ifelse(cells %in% false, FALSE, NA))
}

days <- function(cells) {
  days <- as.Date(cells, format = "%Y-%m-%d")
  days[!grepl("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", cells)] <- NA
  days
}

times <- function(cells) {
  is_time <- grepl("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$", cells)
  offsets <- sub("([+-][0-9]{2}):([0-9]{2})$", "\\1\\2", sub("Z$", "+0000", ifelse(is_time, cells, NA)))
  as.POSIXct(offsets, format = "%Y-%m-%dT%H:%M:%OS%z", tz = "UTC")
}
