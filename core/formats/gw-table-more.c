/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table-more.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-json-writer.h"
#include "gw-number.h"

#define FORMAT "csv"
#define COLUMNS "columns" /* of the head's bag: their names; an image's has the values by name */

struct _GwTableMore
{
  GwReader *reader;
  GwTable *table;
  GArray *columns; /* of guint */
};

static gboolean
is_known (const char *name, const char *const *known)
{
  for (gsize i = 0; known[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, known[i]) == 0)
      return TRUE;
  return FALSE;
}

/* That it is told how long an answer took is no news. */
static void
tell_column (GwReader *reader, const char *name)
{
  g_autofree char *text = NULL;

  if (g_ascii_strcasecmp (name, "seconds") == 0)
    return;
  text = g_strdup_printf (_ ("The column “%s” is not known. It is kept for tables of labels, and not shown."), name);
  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                       .outcome = GW_OUTCOME_KEPT,
                                                       .code = "column-foreign",
                                                       .file = reader->source,
                                                       .line = 1,
                                                       .detail = (char *) name,
                                                       .text = text });
}

static void
note_columns (const GwTableMore *self)
{
  GwRecordHead *head = self->reader->head;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  char *whole;

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < self->columns->len; i++)
    gw_json_writer_string (json, gw_table_get_name (self->table, g_array_index (self->columns, guint, i)));
  gw_json_writer_end_array (json);
  if (!gw_json_writer_finish (json, NULL))
    return;
  gw_json_members_set (bag, COLUMNS, text->str, (gssize) text->len);
  whole = gw_json_members_put_bag (bag, head->bag, FORMAT);
  g_free (head->bag);
  head->bag = whole;
}

GwTableMore *
gw_table_more_new (GwReader *reader, GwTable *table, const char *const *known)
{
  g_autoptr (GwTableMore) self = g_new0 (GwTableMore, 1);

  self->reader = reader;
  self->table = gw_table_ref (table);
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < gw_table_get_n_columns (table); i++)
    {
      const char *name = gw_table_get_name (table, i);

      if (*name == '\0' || is_known (name, known))
        continue;
      tell_column (reader, name);
      g_array_append_val (self->columns, i);
    }
  if (self->columns->len == 0)
    return NULL;

  note_columns (self);
  return g_steal_pointer (&self);
}

/* (transfer full) (nullable) */
static char *
dup_value (const GwTableMore *self, guint column, gsize row)
{
  char text[GW_NUMBER_LENGTH];
  double number;

  if (!gw_table_is_number (self->table, column))
    return g_strdup (gw_table_get_text (self->table, column, row));
  number = gw_table_get_number (self->table, column, row);
  if (isnan (number))
    return NULL;
  if (isinf (number))
    return g_strdup (number > 0 ? "inf" : "-inf");
  gw_number_format (number, text);

  return g_strdup (text);
}

static void
tell_other (const GwTableMore *self, const GwRecord *record, const char *name, const char *value, gsize row)
{
  g_autofree char *text = g_strdup_printf (
      _ ("The image has another value in the column “%s” in a row before. This one "
         "was left out."),
      name);

  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_LEFT_OUT,
                                                             .code = "column-foreign",
                                                             .file = self->reader->source,
                                                             .line = gw_table_get_line (self->table, row),
                                                             .image = record->path,
                                                             .detail = (char *) value,
                                                             .text = text });
}

void
gw_table_more_take (GwTableMore *self, GwRecord *record, gsize row)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  gboolean has_more = FALSE;
  char *whole;

  for (guint i = 0; self != NULL && i < self->columns->len; i++)
    {
      const guint column = g_array_index (self->columns, guint, i);
      const char *name = gw_table_get_name (self->table, column);
      g_autofree char *value = dup_value (self, column, row);
      g_autofree char *before = NULL;

      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        continue;
      if (bag == NULL)
        bag = gw_json_members_open_bag (record->bag, FORMAT);
      before = gw_json_members_dup_string (bag, name);
      if (before == NULL)
        gw_json_members_set_string (bag, name, value);
      else if (strcmp (before, value) != 0)
        tell_other (self, record, name, value, row);
      has_more = has_more || before == NULL;
    }
  if (!has_more)
    return;

  whole = gw_json_members_put_bag (bag, record->bag, FORMAT);
  g_free (record->bag);
  record->bag = whole;
}

void
gw_table_more_free (GwTableMore *self)
{
  if (self == NULL)
    return;

  gw_table_unref (self->table);
  g_array_unref (self->columns);
  g_free (self);
}

GStrv
gw_table_more_list (const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  GStrv columns = gw_json_members_dup_strings (bag, COLUMNS);

  return columns != NULL ? columns : g_new0 (char *, 1);
}
