/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-answer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-advisor.h"
#include "gw-path.h"

/* Marks a cell of a number, which stands to the right. */
#define NUMBER_MARK '\1'

/* More rows or columns than this are not printed as text. */
#define MOST_PRINTED 40

void
gw_cli_answer_begin (GwCliAnswer *self, GwCli *cli)
{
  *self = (GwCliAnswer) { .cli = cli, .json = gw_cli_begin_json (cli) };
}

void
gw_cli_answer_clear (GwCliAnswer *self)
{
  g_clear_pointer (&self->json, gw_json_writer_free);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
}

gboolean
gw_cli_answer_end (GwCliAnswer *self, GError **error)
{
  if (self->json == NULL)
    {
      gw_cli_print_problems (self->cli);
      return TRUE;
    }

  gw_cli_write_problems (self->cli, self->json);

  return gw_cli_end_json (self->cli, g_steal_pointer (&self->json), error);
}

/* --- text ------------------------------------------------------------------------- */

static char *
spell (const char *key)
{
  return g_strdelimit (g_strdup (key), "_", ' ');
}

/* Six digits, which is what such figures are good for. */
static char *
format_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("–");
  if (value == floor (value) && fabs (value) < 1e15)
    return g_strdup_printf ("%.0f", value);

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.6g", value));
}

/* Takes value. */
static void
add_cell (GwCliAnswer *self, const char *key, gboolean number, char *value)
{
  g_autofree char *text = value;

  if (self->n_rows == 0)
    g_ptr_array_add (self->heads, spell (key));
  g_ptr_array_add (self->cells, number ? g_strdup_printf ("%c%s", NUMBER_MARK, text) : g_steal_pointer (&text));
}

/* Takes value. */
static void
add_line (GwCliAnswer *self, const char *key, char *value)
{
  g_autofree char *text = value;
  g_autofree char *name = spell (key);

  g_string_append_printf (self->cli->out, "%*s%-24s %s\n", (int) (2 * self->depth), "", name, text);
}

static void
add_text (GwCliAnswer *self, const char *key, gboolean number, char *value)
{
  if (self->heads != NULL)
    add_cell (self, key, number, value);
  else
    add_line (self, key, value);
}

static void
append_cell (GString *out, const char *cell, gsize width)
{
  gboolean number = *cell == NUMBER_MARK;
  const char *text = cell + number;
  gsize length = (gsize) g_utf8_strlen (text, -1);

  g_string_append (out, "  ");
  if (!number)
    g_string_append (out, text);
  for (gsize i = length; i < width; i++)
    g_string_append_c (out, ' ');
  if (number)
    g_string_append (out, text);
}

static const char *
get_cell (GwCliAnswer *self, guint row, guint column)
{
  return g_ptr_array_index (self->cells, row * self->heads->len + column);
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
print_table (GwCliAnswer *self)
{
  guint n = self->heads->len;
  g_autofree gsize *widths = g_new0 (gsize, MAX (n, 1));

  if (self->n_rows == 0)
    {
      g_string_append (self->cli->out, "  –\n");
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      widths[i] = (gsize) g_utf8_strlen (g_ptr_array_index (self->heads, i), -1);
      for (guint row = 0; row < self->n_rows; row++)
        {
          const char *cell = get_cell (self, row, i);

          widths[i] = MAX (widths[i], (gsize) g_utf8_strlen (cell + (*cell == NUMBER_MARK), -1));
        }
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean number = *get_cell (self, 0, i) == NUMBER_MARK;
      g_autofree char *head = g_strdup_printf (number ? "\1%s" : "%s", (char *) g_ptr_array_index (self->heads, i));

      append_cell (self->cli->out, head, widths[i]);
    }
  end_line (self->cli->out);
  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint i = 0; i < n; i++)
        append_cell (self->cli->out, get_cell (self, row, i), widths[i]);
      end_line (self->cli->out);
    }
}

/* --- single figures ------------------------------------------------------------------ */

void
gw_cli_answer_number (GwCliAnswer *self, const char *key, double value)
{
  if (self->json != NULL)
    gw_json_writer_key_double (self->json, key, value);
  else
    add_text (self, key, TRUE, format_number (value));
}

void
gw_cli_answer_count (GwCliAnswer *self, const char *key, guint64 value)
{
  if (self->json != NULL)
    gw_json_writer_key_int64 (self->json, key, (gint64) value);
  else
    add_text (self, key, TRUE, g_strdup_printf ("%" G_GUINT64_FORMAT, value));
}

void
gw_cli_answer_flag (GwCliAnswer *self, const char *key, gboolean value)
{
  if (self->json != NULL)
    gw_json_writer_key_boolean (self->json, key, value);
  else
    add_text (self, key, FALSE, g_strdup (value ? _ ("yes") : _ ("no")));
}

void
gw_cli_answer_text (GwCliAnswer *self, const char *key, const char *text)
{
  if (self->json == NULL)
    {
      add_text (self, key, FALSE, text != NULL ? gw_path_display (text, -1) : g_strdup ("–"));
      return;
    }

  gw_json_writer_key (self->json, key);
  if (text != NULL)
    gw_json_writer_string (self->json, text);
  else
    gw_json_writer_null (self->json);
}

/* --- arrays --------------------------------------------------------------------------- */

/* Takes the words. */
static void
print_words (GwCliAnswer *self, const char *key, GPtrArray *words, gsize n)
{
  g_autofree char *text = NULL;

  if (n > words->len)
    g_ptr_array_add (words, g_strdup ("…"));
  if (n == 0)
    g_ptr_array_add (words, g_strdup ("–"));
  g_ptr_array_add (words, NULL);
  text = g_strjoinv (" ", (char **) words->pdata);
  add_text (self, key, FALSE, g_steal_pointer (&text));
  g_ptr_array_unref (words);
}

void
gw_cli_answer_numbers (GwCliAnswer *self, const char *key, const double *values, gsize n)
{
  GPtrArray *words;

  if (self->json != NULL)
    {
      gw_json_writer_key (self->json, key);
      gw_json_writer_begin_array (self->json);
      for (gsize i = 0; i < n; i++)
        gw_json_writer_double (self->json, values[i]);
      gw_json_writer_end_array (self->json);
      return;
    }

  words = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < MIN (n, MOST_PRINTED); i++)
    g_ptr_array_add (words, format_number (values[i]));
  print_words (self, key, words, n);
}

void
gw_cli_answer_counts (GwCliAnswer *self, const char *key, const guint64 *values, gsize n)
{
  GPtrArray *words;

  if (self->json != NULL)
    {
      gw_json_writer_key (self->json, key);
      gw_json_writer_begin_array (self->json);
      for (gsize i = 0; i < n; i++)
        gw_json_writer_int64 (self->json, (gint64) values[i]);
      gw_json_writer_end_array (self->json);
      return;
    }

  words = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < MIN (n, MOST_PRINTED); i++)
    g_ptr_array_add (words, g_strdup_printf ("%" G_GUINT64_FORMAT, values[i]));
  print_words (self, key, words, n);
}

void
gw_cli_answer_texts (GwCliAnswer *self, const char *key, const GPtrArray *texts)
{
  GPtrArray *words;

  if (self->json != NULL)
    {
      gw_json_writer_key (self->json, key);
      gw_json_writer_begin_array (self->json);
      for (guint i = 0; i < texts->len; i++)
        gw_json_writer_string (self->json, g_ptr_array_index (texts, i));
      gw_json_writer_end_array (self->json);
      return;
    }

  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (texts->len, MOST_PRINTED); i++)
    g_ptr_array_add (words, gw_path_display (g_ptr_array_index (texts, i), -1));
  print_words (self, key, words, texts->len);
}

void
gw_cli_answer_warnings (GwCliAnswer *self, const guint64 *counts, gsize n)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  unsigned warnings = 0;

  gw_advise_warnings (counts, n, &warnings);
  for (unsigned bit = 1; bit != 0 && bit <= warnings; bit <<= 1)
    {
      if ((warnings & bit) != 0)
        g_ptr_array_add (keys, (gpointer) gw_warning_key ((GwWarnings) bit));
    }
  gw_cli_answer_texts (self, "warnings", keys);
}

static void
print_matrix (GwCliAnswer *self, const char *key, const double *values, gsize rows, gsize columns,
              const GPtrArray *names)
{
  gw_cli_answer_begin_table (self, key);
  for (gsize row = 0; row < rows; row++)
    {
      gw_cli_answer_begin_row (self);
      if (names != NULL)
        gw_cli_answer_text (self, "", g_ptr_array_index (names, row));
      for (gsize i = 0; i < columns; i++)
        {
          g_autofree char *head = names != NULL ? gw_path_display (g_ptr_array_index (names, i), -1)
                                                : g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);

          gw_cli_answer_number (self, head, values[row * columns + i]);
        }
      gw_cli_answer_end_row (self);
    }
  gw_cli_answer_end_table (self);
}

void
gw_cli_answer_matrix (GwCliAnswer *self, const char *key, const double *values, gsize rows, gsize columns,
                      const GPtrArray *names)
{
  if (self->json == NULL)
    {
      if (MAX (rows, columns) <= MOST_PRINTED)
        print_matrix (self, key, values, rows, columns, names);
      return;
    }

  gw_json_writer_key (self->json, key);
  gw_json_writer_begin_array (self->json);
  for (gsize row = 0; row < rows; row++)
    {
      gw_json_writer_begin_array (self->json);
      for (gsize i = 0; i < columns; i++)
        gw_json_writer_double (self->json, values[row * columns + i]);
      gw_json_writer_end_array (self->json);
    }
  gw_json_writer_end_array (self->json);
}

/* --- objects and tables ------------------------------------------------------------------ */

void
gw_cli_answer_begin_object (GwCliAnswer *self, const char *key)
{
  g_autofree char *name = spell (key);

  if (self->json != NULL)
    {
      gw_json_writer_key (self->json, key);
      gw_json_writer_begin_object (self->json);
    }
  else
    g_string_append_printf (self->cli->out, "%*s%s:\n", (int) (2 * self->depth), "", name);
  self->depth++;
}

void
gw_cli_answer_end_object (GwCliAnswer *self)
{
  self->depth--;
  if (self->json != NULL)
    gw_json_writer_end_object (self->json);
}

void
gw_cli_answer_begin_list (GwCliAnswer *self, const char *key)
{
  if (self->json == NULL)
    return;

  gw_json_writer_key (self->json, key);
  gw_json_writer_begin_array (self->json);
}

void
gw_cli_answer_begin_item (GwCliAnswer *self)
{
  if (self->json != NULL)
    gw_json_writer_begin_object (self->json);
  else if (self->cli->out->len > 0)
    g_string_append_c (self->cli->out, '\n');
}

void
gw_cli_answer_end_item (GwCliAnswer *self)
{
  if (self->json != NULL)
    gw_json_writer_end_object (self->json);
}

void
gw_cli_answer_end_list (GwCliAnswer *self)
{
  if (self->json != NULL)
    gw_json_writer_end_array (self->json);
}

void
gw_cli_answer_begin_table (GwCliAnswer *self, const char *key)
{
  g_autofree char *name = spell (key);

  if (self->json != NULL)
    {
      gw_json_writer_key (self->json, key);
      gw_json_writer_begin_array (self->json);
      return;
    }

  g_string_append_printf (self->cli->out, "%s:\n", name);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->n_rows = 0;
}

void
gw_cli_answer_begin_row (GwCliAnswer *self)
{
  if (self->json != NULL)
    gw_json_writer_begin_object (self->json);
}

void
gw_cli_answer_end_row (GwCliAnswer *self)
{
  if (self->json != NULL)
    gw_json_writer_end_object (self->json);
  else
    self->n_rows++;
}

void
gw_cli_answer_end_table (GwCliAnswer *self)
{
  if (self->json != NULL)
    {
      gw_json_writer_end_array (self->json);
      return;
    }

  print_table (self);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
}
