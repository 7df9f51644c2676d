/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-formats.h"
#include "gw-image-scan.h"

/* A folder of pictures without labels. */
typedef struct
{
  GPtrArray *paths; /* relative, of char* */
  guint next;
} State;

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GPtrArray) paths = is_folder ? gw_image_scan (source, NULL, NULL, NULL, NULL) : NULL;

  if (paths == NULL || paths->len == 0)
    return;
  out->confidence = 30;
  g_snprintf (out->reason, sizeof out->reason, ngettext ("It holds %u picture.", "It holds %u pictures.", paths->len),
              paths->len);
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->paths = gw_image_scan (reader->source, cancellable, NULL, NULL, error);
  g_free (reader->images_dir);
  reader->images_dir = g_strdup (reader->source);

  return state->paths != NULL;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GwRecord *record;

  if (state->next == state->paths->len)
    return NULL;
  reader->counts.images++;
  record = gw_record_new (g_ptr_array_index (state->paths, state->next++));
  record->file = g_build_filename (reader->source, record->path, NULL);

  return record;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->paths, g_ptr_array_unref);
  g_free (state);
}

const GwFormat gw_format_folder = {
  .name = "folder",
  .title = N_ ("Folder of Images"),
  .flags = GW_FORMAT_READS | GW_FORMAT_STARTS_FROM_IMAGES | GW_FORMAT_LABELS_BY_FOLDER,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
