/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"

G_BEGIN_DECLS

/* The answer of a command that tells figures: one set of calls gives the object of
 * --json and, without it, lines of text and tables. Keys are those of spec cli.md;
 * in the text their underscores are blanks. A number that is not defined is null,
 * and "–" in the text.
 *
 *   g_auto (GwCliAnswer) answer = { 0 };
 *
 *   gw_cli_answer_begin (&answer, cli);
 *   gw_cli_answer_number (&answer, "accuracy", accuracy);
 *   gw_cli_answer_begin_table (&answer, "per_class");
 *   for each class:
 *     gw_cli_answer_begin_row (&answer);
 *     gw_cli_answer_text (&answer, "name", name);
 *     gw_cli_answer_end_row (&answer);
 *   gw_cli_answer_end_table (&answer);
 *   return gw_cli_answer_end (&answer, error);
 */
typedef struct
{
  GwCli *cli;
  GwJsonWriter *json; /* NULL: text */
  GPtrArray *heads;   /* of the table that is open; NULL: none */
  GPtrArray *cells;   /* (nullable elements: a number's text starts with \1) */
  guint n_rows;
  guint depth; /* of objects that are open */
} GwCliAnswer;

void gw_cli_answer_begin (GwCliAnswer *self, GwCli *cli);
/* Also the counts of problems, last. FALSE on an error of writing. */
gboolean gw_cli_answer_end (GwCliAnswer *self, GError **error);
void gw_cli_answer_clear (GwCliAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCliAnswer, gw_cli_answer_clear)

/* A line, or a cell of the row that is open. */
void gw_cli_answer_number (GwCliAnswer *self, const char *key, double value);
void gw_cli_answer_count (GwCliAnswer *self, const char *key, guint64 value);
void gw_cli_answer_flag (GwCliAnswer *self, const char *key, gboolean value);
/* (nullable) text: null. */
void gw_cli_answer_text (GwCliAnswer *self, const char *key, const char *text);

/* An array of numbers; counts are whole. */
void gw_cli_answer_numbers (GwCliAnswer *self, const char *key, const double *values, gsize n);
void gw_cli_answer_counts (GwCliAnswer *self, const char *key, const guint64 *values, gsize n);
void gw_cli_answer_texts (GwCliAnswer *self, const char *key, const GPtrArray *texts);
/* What to say beside figures of n classes with so many rows, as keys (gw-advisor.h). */
void gw_cli_answer_warnings (GwCliAnswer *self, const guint64 *counts, gsize n);
/* An array of rows. names (nullable): heads of rows and columns, in the text. */
void gw_cli_answer_matrix (GwCliAnswer *self, const char *key, const double *values, gsize rows, gsize columns,
                           const GPtrArray *names);

/* An object of figures under a key; in the text a heading. */
void gw_cli_answer_begin_object (GwCliAnswer *self, const char *key);
void gw_cli_answer_end_object (GwCliAnswer *self);

/* An array of objects that hold more than single figures; in the text blocks with a
 * blank line between them.
 */
void gw_cli_answer_begin_list (GwCliAnswer *self, const char *key);
void gw_cli_answer_begin_item (GwCliAnswer *self);
void gw_cli_answer_end_item (GwCliAnswer *self);
void gw_cli_answer_end_list (GwCliAnswer *self);

/* An array of objects with the same keys: a table. */
void gw_cli_answer_begin_table (GwCliAnswer *self, const char *key);
void gw_cli_answer_begin_row (GwCliAnswer *self);
void gw_cli_answer_end_row (GwCliAnswer *self);
void gw_cli_answer_end_table (GwCliAnswer *self);

G_END_DECLS
