"""Is it true to the article? What ties the tables to a reader's own copy, without holding its text."""
