/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-coco-files.h"
#include "gw-coco-image-keys.h"
#include "gw-coco-object.h"
#include "gw-coco-writer.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* COCO instances (spec formats 2): boxes, polygons, both run-length forms,
 * key points, crowds, attributes. Annotations stand in any order, so the file
 * is read into packed memory at once and records are made from that.
 */
typedef struct
{
  GPtrArray *files;     /* of GwCocoFile */
  GPtrArray *documents; /* of GwCocoDocument, one a file */
  guint document;       /* that is being given */
  guint image;          /* the next one of its order */
  guint64 n_given;      /* images */
  guint64 n_images;
} State;

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      g_autoptr (GPtrArray) files = gw_coco_files_find (source);
      g_autofree char *name = NULL;
      const char *first;

      if (files->len == 0)
        return;
      first = ((const GwCocoFile *) g_ptr_array_index (files, 0))->file;
      name = g_path_get_basename (first);
      /* Files of other formats are called so, too; one that is broken has to be COCO's to be told of. */
      out->confidence = gw_coco_files_judge_file (first) > 0 ? 90 : 50;
      g_snprintf (out->reason, sizeof out->reason,
                  files->len > 1 ? _ ("It holds COCO label files under their usual names.")
                                 : _ ("It holds the COCO label file %.100s."),
                  name);
      return;
    }

  out->confidence = gw_coco_files_judge (start, n_start);
  if (out->confidence > 0)
    g_snprintf (out->reason, sizeof out->reason, _ ("It is a JSON object with images, annotations and categories."));
}

/* --- reading ---------------------------------------------------------------- */

/* Supercategories become parents, behind all classes of the files. */
static void
make_parents (GwReader *reader, GHashTable *parents)
{
  guint n = reader->head->classes->len;

  for (guint i = 0; i < n; i++)
    {
      GwClass *class = g_ptr_array_index (reader->head->classes, i);
      const char *name = g_hash_table_lookup (parents, class);

      if (name != NULL)
        _gw_reader_set_parent (reader, class, name, reader->source, 0);
    }
}

static guint64
get_size (const GwCocoFile *file)
{
  GStatBuf info;

  return g_stat (file->file, &info) == 0 ? (guint64) MAX (info.st_size, 0) : 0;
}

/* All is read before the first image is given, which takes about as long as giving them. */
static void
set_total (GwReader *reader, const State *state)
{
  guint64 total = 0;

  if (reader->options.work == NULL)
    return;
  for (guint i = 0; i < state->files->len; i++)
    total += get_size (g_ptr_array_index (state->files, i));
  gw_work_set_total (reader->options.work, 2 * total);
}

static void
tell_given (GwReader *reader, State *state)
{
  state->n_given++;
  _gw_reader_tell (reader, (guint64) ((double) reader->before * (double) state->n_given / (double) state->n_images));
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GHashTable) parents = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  reader->state = state;
  state->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_coco_document_free);
  state->files = gw_coco_files_find (reader->source);
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there is no COCO label file in this folder. Name the JSON file itself."), reader->source);
      return FALSE;
    }

  set_total (reader, state);
  for (guint i = 0; i < state->files->len; i++)
    {
      const GwCocoFile *file = g_ptr_array_index (state->files, i);
      GwCocoDocument *document = gw_coco_document_read (reader, file->file, file->split, parents, cancellable, error);

      if (document == NULL)
        return FALSE;
      g_ptr_array_add (state->documents, document);
      state->n_images += document->order->len;
      reader->before += get_size (file);
    }
  make_parents (reader, parents);

  return TRUE;
}

/* Annotations of images that the file does not list. */
static void
report_dangling (GwReader *reader, const GwCocoDocument *document)
{
  for (guint i = 0; i < document->images->len; i++)
    {
      const GwCocoImage *image = &g_array_index (document->images, GwCocoImage, i);
      g_autofree char *id = NULL;
      const guint64 *places = gw_coco_document_get_places (document, image);

      if (image->path != NULL)
        continue;
      id = gw_coco_id_to_text (gw_coco_ids_get (document->image_ids, i));
      for (guint32 k = 0; k < image->n_annotations; k++)
        {
          const guint8 *at = gw_coco_pool_get (document->pool, places[k]);
          GwProblem *problem = gw_problem_new (
              GW_SEVERITY_ERROR, "id-dangling",
              g_strdup_printf (_ ("The annotation names image %s, which is not in the file. It was left out."), id));

          problem->file = g_strdup (document->file);
          problem->line = gw_unpack_uint (&at);
          problem->pointer = g_strdup_printf ("/annotations/%" G_GUINT64_FORMAT, gw_unpack_uint (&at));
          problem->n_labels = 1;
          gw_problems_take (reader->problems, problem);
        }
    }
}

/* Where the picture is, for layouts that say it: path and file of the record. */
static void
place_picture (GwReader *reader, const GwCocoFile *file, GwRecord *record)
{
  g_autofree char *clean = NULL;
  g_autofree char *picture = NULL;

  if (file->images_dir == NULL || reader->options.images_dir != NULL)
    return;
  clean = gw_path_normalise (record->path, -1, NULL);
  if (clean == NULL)
    return;
  picture = g_build_filename (file->images_dir, clean, NULL);
  if (!g_file_test (picture, G_FILE_TEST_IS_REGULAR))
    return;

  if (file->split != NULL)
    {
      g_autofree char *folder = g_path_get_basename (file->images_dir);

      g_free (record->path);
      record->path = g_build_filename (folder, clean, NULL);
    }
  record->file = g_steal_pointer (&picture);
}

static GwRecord *
make_record (GwReader *reader, State *state, const GwCocoDocument *document, const GwCocoImage *image)
{
  GwRecord *record = gw_record_new (image->path);
  const GwCocoFile *file = g_ptr_array_index (state->files, state->document);

  record->width = image->width;
  record->height = image->height;
  record->line = image->line;
  record->split = g_strdup (document->split);
  record->labeled = image->n_annotations > 0;
  if (image->extra != NULL)
    record->bag = g_strdup_printf ("{\"coco\":%s}", image->extra);
  if (image->has_attributes)
    gw_coco_image_keys_take (reader, record, image->extra, document->file, image->line);
  place_picture (reader, file, record);
  gw_coco_add_objects (reader, document, image, record);

  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->document < state->documents->len)
    {
      GwCocoDocument *document = g_ptr_array_index (state->documents, state->document);

      if (state->image < document->order->len)
        {
          guint32 place = g_array_index (document->order, guint32, state->image++);

          tell_given (reader, state);
          return make_record (reader, state, document, &g_array_index (document->images, GwCocoImage, place));
        }
      report_dangling (reader, document);
      state->document++;
      state->image = 0;
    }

  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->documents, g_ptr_array_unref);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_free (state);
}

const GwFormat gw_format_coco = {
  .name = "coco",
  .title = N_ ("COCO"),
  .file_name = "annotations.json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_HOLDS_ATTRIBUTES,
  .write_choices = GW_WRITE_CHOICE_HOLES | GW_WRITE_CHOICE_MASKS | GW_WRITE_CHOICE_POLYGONS | GW_WRITE_CHOICE_LAYOUT
                   | GW_WRITE_CHOICE_NUMBERS,
  .class_parts = GW_CLASS_PART_PARENT | GW_CLASS_PART_POINTS | GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_UNLABELED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_coco_measure_loss,
  .create = gw_coco_writer_create,
  .write = gw_coco_writer_write,
  .finish = gw_coco_writer_finish,
  .destroy = gw_coco_writer_destroy,
};
