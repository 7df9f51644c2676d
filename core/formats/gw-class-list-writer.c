/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gw-class-list.h"
#include "gw-class-numbers.h"
#include "gw-split-files.h"
#include "gw-synsets.h"
#include "gw-writer-private.h"

#define FORMAT "class-list"

typedef struct
{
  GwClassNumbers *numbers;
  GwSplitFiles *lists;
  GHashTable *names; /* of pictures copied */
} State;

void
gw_class_list_writer_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                   GwProblems *problems)
{
  gw_class_list_measure_loss (head, record, NULL, problems);
}

gboolean
gw_class_list_writer_create (GwWriter *writer, GError **error)
{
  static const char *const reserved[] = { "classes.txt", "synsets.txt", "words.txt", "synset_words.txt", NULL };
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->numbers = gw_class_numbers_new (writer->head, FORMAT);
  state->lists = gw_split_files_new (writer, "images.txt", ".txt", reserved);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return TRUE;
}

gboolean
gw_class_list_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  const char *path = record->path;
  g_autofree int *numbers = g_new (int, MAX (record->labels->len, 1));
  g_autofree char *line = NULL;
  GOutputStream *list;
  guint n = 0;

  if (path == NULL)
    return TRUE;
  if (writer->options.copy != GW_COPY_NONE)
    path = _gw_writer_claim_name (writer, state->names, path);
  if (!_gw_writer_copy_picture (writer, record, path, error))
    return FALSE;

  for (guint i = 0; i < record->labels->len; i++)
    {
      int number = gw_class_numbers_ensure (state->numbers, g_array_index (record->labels, GwLabel, i).class_id);

      if (number >= 0)
        numbers[n++] = number;
    }
  list = gw_split_files_get (state->lists, record->split, NULL, error);
  line = gw_class_list_make_line (path, numbers, n);

  return list != NULL && g_output_stream_write_all (list, line, strlen (line), NULL, NULL, error);
}

/* The line of WordNet that the class was read from, where it still is called so. */
static const char *
find_synset_line (GwClass *class)
{
  const char *line;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *longer = NULL;

  if (!gw_class_get_alias (class, FORMAT, NULL, &line) || line == NULL || !gw_synset_parse_line (line, &id, &name))
    return NULL;
  longer = g_strdup_printf ("%s (%s)", name, id);

  return strcmp (name, gw_class_get_name (class)) == 0 || strcmp (longer, gw_class_get_name (class)) == 0 ? line : NULL;
}

static gboolean
write_names (GwWriter *writer, GError **error)
{
  State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_synsets = FALSE;

  for (guint i = 0; i < gw_class_numbers_get_n (state->numbers); i++)
    {
      GwClass *class = gw_class_numbers_get (state->numbers, i);
      const char *line = class != NULL ? find_synset_line (class) : NULL;

      has_synsets = has_synsets || line != NULL;
      if (class != NULL)
        g_string_append (text, line != NULL ? line : _gw_class_get_name_for (class, FORMAT));
      g_string_append_c (text, '\n');
    }
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, has_synsets ? "synsets.txt" : "classes.txt", text->str, text->len,
                                 error);
}

gboolean
gw_class_list_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  return write_names (writer, error) && gw_split_files_close (state->lists, cancellable, error);
}

void
gw_class_list_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_split_files_free (state->lists);
  gw_class_numbers_free (state->numbers);
  g_hash_table_unref (state->names);
  g_free (state);
}
