/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-json-members.h"
#include "gw-mask-classes.h"
#include "gw-mask-layout.h"
#include "gw-mask-objects.h"
#include "gw-number.h"
#include "gw-reader-private.h"
#include "gw-semantic-reader.h"
#include "gw-semantic-writer.h"
#include "gw-writer-private.h"

/* Masks as pictures, one an image: folders of semantic masks (spec formats 12),
 * and SegmentationClass with SegmentationObject of VOC (4). The masks are looked
 * through for their classes first; those that do not stay in memory are read twice.
 */

/* So much of them stays. */
#define MOST_KEPT ((gsize) 64 << 20)

typedef struct
{
  GwMaskLayout *layout;
  GwMaskClasses classes;
  guint next;
  gboolean *given;      /* (nullable): items that gw_semantic_reader_take() has given */
  GHashTable *stems;    /* (nullable): path without ending -> place + 1, of those with a mask */
  GwMaskPicture **kept; /* of each item; NULL: to be read again */
  gsize n_kept;         /* bytes */
} State;

static gboolean
is_voc (const GwReader *reader)
{
  return reader->format == &gw_format_voc_masks;
}

/* --- detecting ------------------------------------------------------------------- */

static gboolean
has_ending (const char *name, GwImageFormat format)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return format == GW_IMAGE_FORMAT_PNG ? g_str_has_suffix (lower, ".png")
                                       : g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg");
}

/* UNKNOWN: a PNG by its name that cannot be read. */
static gboolean
is_of_kind (const char *file, const char *name, GwImageFormat format)
{
  GwImageInfo info;

  if (format == GW_IMAGE_FORMAT_UNKNOWN)
    return has_ending (name, GW_IMAGE_FORMAT_PNG) && !gw_image_info_read_file (file, &info, NULL);
  return has_ending (name, format) && gw_image_info_read_file (file, &info, NULL) && info.format == format;
}

/* Whether a picture of a kind lies in a folder, or in one of a split in it. */
static gboolean
holds_kind (const char *folder, GwImageFormat format, gboolean with_splits)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR)
              ? with_splits && _gw_reader_is_split_name (name) && holds_kind (file, format, FALSE)
              : is_of_kind (file, name, format))
        return TRUE;
    }

  return FALSE;
}

static void
detect_either (const char *source, gboolean is_folder, gboolean voc, GwDetection *out)
{
  gboolean has_images = FALSE;
  g_autofree char *masks = is_folder ? gw_mask_layout_guess (source, voc, &has_images) : NULL;

  if (masks != NULL && !holds_kind (masks, GW_IMAGE_FORMAT_PNG, TRUE))
    {
      const gboolean are_jpeg = has_images && holds_kind (masks, GW_IMAGE_FORMAT_JPEG, TRUE);

      /* They are read, and what is wrong with them is told of. Without a folder of pictures they may be
       * pictures themselves, of a class “mask”.
       */
      if (!has_images || (!are_jpeg && !holds_kind (masks, GW_IMAGE_FORMAT_UNKNOWN, TRUE)))
        return;
      out->confidence = are_jpeg ? 65 : 60;
      g_strlcpy (out->reason,
                 are_jpeg ? _ ("It has a folder of masks, which are JPEG files.")
                          : _ ("It has a folder of masks, which are damaged."),
                 sizeof out->reason);
      return;
    }
  if (masks == NULL)
    return;
  out->confidence = voc ? 88 : 80;
  g_snprintf (out->reason, sizeof out->reason,
              voc ? _ ("It has a folder “SegmentationClass” of masks.") : _ ("It has a folder of masks."));
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, is_folder, FALSE, out);
}

static void
detect_voc (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, is_folder, TRUE, out);
}

/* --- classes ----------------------------------------------------------------------- */

/* Takes the picture. */
static void
keep_picture (State *state, guint place, GwMaskPicture *picture)
{
  gsize n = (gsize) picture->width * (gsize) picture->height * picture->n_bytes;

  if (n > MOST_KEPT - state->n_kept)
    {
      gw_mask_picture_free (picture);
      return;
    }
  state->n_kept += n;
  state->kept[place] = picture;
}

/* (transfer full): as it was kept, or read now. */
static GwMaskPicture *
take_picture (State *state, guint place, GCancellable *cancellable, GError **error)
{
  const GwMaskItem *item = g_ptr_array_index (state->layout->items, place);

  if (state->kept[place] != NULL)
    return g_steal_pointer (&state->kept[place]);
  return gw_mask_picture_read_file (item->mask, cancellable, error);
}

/* Notes what one mask holds. One that cannot be read is told of later. */
static void
look_into (State *state, guint place, GCancellable *cancellable)
{
  const GwMaskItem *item = g_ptr_array_index (state->layout->items, place);
  g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (item->mask, cancellable, NULL);
  g_auto (GwMaskMeaning) meaning = { 0 };

  if (picture == NULL)
    return;
  gw_mask_meaning_init (&meaning, picture);
  gw_mask_meaning_find (&meaning, picture, &state->classes.rules);
  gw_mask_classes_note (&state->classes, picture, &meaning);
  keep_picture (state, place, g_steal_pointer (&picture));
}

/* --- opening ------------------------------------------------------------------------- */

static gboolean
load_table (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autoptr (GError) failure = NULL;

  if (reader->options.classes_file != NULL)
    {
      state->classes.table = gw_mask_table_load (reader->options.classes_file, error);
      return state->classes.table != NULL;
    }
  for (guint i = 0; i < state->layout->folders->len && state->classes.table == NULL && failure == NULL; i++)
    state->classes.table = gw_mask_table_find (g_ptr_array_index (state->layout->folders, i), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
find_classes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  state->kept = g_new0 (GwMaskPicture *, state->layout->items->len);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->layout->items->len);
  for (guint i = 0; i < state->layout->items->len; i++)
    {
      const GwMaskItem *item = g_ptr_array_index (state->layout->items, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (item->mask != NULL)
        look_into (state, i, cancellable);
      _gw_reader_tell (reader, i + 1);
    }
  gw_mask_classes_make (&state->classes, reader);

  return TRUE;
}

/* From which grey on a pixel is of the one class of a mask in levels. */
static gboolean
take_threshold (GwReader *reader, GError **error)
{
  State *state = reader->state;
  const char *text = reader->options.mask_threshold;
  gint64 level = 0;

  if (text != NULL && (!gw_number_parse_int64 (text, -1, &level) || level < 1 || level > 255))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The threshold of masks is a number from 1 to 255, not “%s”."),
                   text);
      return FALSE;
    }
  state->classes.rules.threshold = (guint) level;

  return TRUE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  gw_mask_classes_init (&state->classes);
  state->layout = gw_mask_layout_find (reader->source, &reader->options, is_voc (reader), reader->problems, cancellable,
                                       error);
  if (state->layout == NULL || !load_table (reader, error))
    return FALSE;
  if (!take_threshold (reader, error))
    return FALSE;
  state->classes.rules.table = state->classes.table;
  state->classes.rules.drop_soft = reader->options.soft_edges == GW_SOFT_EDGES_DROP;
  state->classes.rules.indices_only = is_voc (reader);
  reader->head->task = GW_TASK_MASKS;
  reader->has_masks = TRUE;
  reader->head->has_task = TRUE;
  if (reader->images_dir == NULL)
    reader->images_dir = g_strdup (state->layout->images_dir);

  return find_classes (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  for (guint i = 0; state->kept != NULL && i < state->layout->items->len; i++)
    gw_mask_picture_free (state->kept[i]);
  g_free (state->kept);
  g_free (state->given);
  g_clear_pointer (&state->stems, g_hash_table_unref);
  g_clear_pointer (&state->layout, gw_mask_layout_free);
  gw_mask_classes_clear (&state->classes);
  g_free (state);
}

/* --- records -------------------------------------------------------------------------- */

static void
report (GwReader *reader, const char *file, const GwRecord *record, GwOutcome outcome, const char *code,
        const char *detail, const char *text, double amount)
{
  gboolean left_out = outcome == GW_OUTCOME_LEFT_OUT;

  gw_problems_report (reader->problems, &(GwProblem) { .severity = left_out ? GW_SEVERITY_ERROR : GW_SEVERITY_WARNING,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .image = record->path,
                                                       .detail = (char *) detail,
                                                       .text = (char *) text,
                                                       .n_labels = left_out ? 1 : 0,
                                                       .amount = amount });
  if (left_out)
    reader->counts.labels++;
}

static void
report_pixels (GwReader *reader, const GwMaskItem *item, const GwRecord *record, GwOutcome outcome, const char *code,
               guint64 n, const char *sentence)
{
  g_autofree char *detail = g_strdup_printf ("%" PRIu64, n);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s (%s pixel)", "%s (%s pixels)", (gulong) n), sentence,
                          detail);
  report (reader, item->mask, record, outcome, code, detail, text, (double) n);
}

/* What had to be guessed of a mask. */
static void
report_meaning (GwReader *reader, const GwMaskItem *item, const GwRecord *record, const GwMaskPicture *picture,
                const GwMaskMeaning *meaning)
{
  State *state = reader->state;

  if (picture->lossy)
    report (
        reader, item->mask, record, GW_OUTCOME_KEPT, "mask-lossy", NULL,
        _ ("The mask is a JPEG file, which does not keep values exactly. Borders may be off by some pixels. Use PNG "
           "for masks."),
        0);
  report_pixels (reader, item, record, GW_OUTCOME_CHANGED, "mask-antialias", meaning->n_soft,
                 state->classes.rules.drop_soft
                     ? _ ("The mask has colors of soft edges. They were taken as background.")
                     : _ ("The mask has colors of soft edges. They were given to the nearest class."));
  report_pixels (reader, item, record, GW_OUTCOME_CHANGED, "mask-index", meaning->n_moved,
                 _ ("The mask has other places in the palette than its colors have in the list of classes. The colors "
                    "were taken."));
  if (state->classes.ids == GW_MASK_IDS_NONE)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("The mask has values that are not in the list of classes, or not "
                                                      "in the palette: %.1f%% of it."),
                                                   gw_mask_meaning_get_unknown (meaning));

      report_pixels (reader, item, record, GW_OUTCOME_KEPT, "mask-colour-unknown", meaning->n_unknown, sentence);
    }
}

/* The sizes of the mask and the picture, from their headers. */
static gboolean
check_sizes (GwReader *reader, const GwMaskItem *item, GwRecord *record)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *detail = NULL;
  GwImageInfo mask, picture;

  if (!gw_image_info_read_file (item->mask, &mask, &failure))
    {
      report (reader, item->mask, record, GW_OUTCOME_LEFT_OUT, "image-unreadable", NULL, failure->message, 0);
      return FALSE;
    }
  record->width = mask.raw_width;
  record->height = mask.raw_height;
  if (item->picture == NULL || !gw_image_info_read_file (item->picture, &picture, NULL)
      || (picture.width == mask.raw_width && picture.height == mask.raw_height)
      || (picture.raw_width == mask.raw_width && picture.raw_height == mask.raw_height))
    return TRUE;

  record->width = picture.width;
  record->height = picture.height;
  detail = g_strdup_printf ("%d × %d, %d × %d", mask.raw_width, mask.raw_height, picture.width, picture.height);
  report (reader, item->mask, record, GW_OUTCOME_LEFT_OUT, "mask-size", detail,
          _ ("The mask has another size than its picture. It was left out."), 0);
  return FALSE;
}

/* The picture of instances; NULL where there is none that fits. */
static GwMaskPicture *
read_numbers (GwReader *reader, const GwMaskItem *item, const GwMaskPicture *picture, const GwRecord *record,
              GCancellable *cancellable)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) numbers = NULL;

  if (item->objects == NULL)
    return NULL;
  numbers = gw_mask_picture_read_file (item->objects, cancellable, &failure);
  if (numbers == NULL)
    report (reader, item->objects, record, GW_OUTCOME_KEPT, "image-unreadable", NULL, failure->message, 0);
  else if (numbers->width != picture->width || numbers->height != picture->height)
    report (reader, item->objects, record, GW_OUTCOME_KEPT, "mask-size", NULL,
            _ ("The mask of objects has another size than that of classes. It was not read."), 0);
  else if (numbers->kind == GW_MASK_COLOUR)
    report (reader, item->objects, record, GW_OUTCOME_KEPT, "value-type", NULL,
            _ ("The mask of objects has colors instead of numbers. It was not read."), 0);
  else
    return g_steal_pointer (&numbers);

  return NULL;
}

/* Pixels of a class that was left out, because its name cannot be one. */
static void
report_classless (GwReader *reader, const GwMaskItem *item, const GwMaskMeaning *meaning, const GwRecord *record)
{
  State *state = reader->state;
  const GwMaskIds ids = meaning->kind == GW_MASK_GREY ? state->classes.ids : GW_MASK_IDS_NONE;

  for (guint i = 0; i < meaning->values->len; i++)
    {
      const GwMaskValue *value = &g_array_index (meaning->values, GwMaskValue, i);
      const gint64 key = gw_mask_ids_get_class (ids, value->key);

      if (key >= 0 && value->count > 0 && gw_mask_classes_find (key, &state->classes) == 0)
        report_pixels (reader, item, record, GW_OUTCOME_LEFT_OUT, "class-unknown", value->count,
                       _ ("The mask has a class whose name cannot be one. Its pixels were taken as background."));
    }
}

static gboolean
add_objects (GwReader *reader, const GwMaskItem *item, const GwMaskPicture *picture, const GwMaskMeaning *meaning,
             GwRecord *record, GCancellable *cancellable)
{
  State *state = reader->state;
  g_autoptr (GwMaskPicture) numbers = read_numbers (reader, item, picture, record, cancellable);
  guint64 n_lost = 0;

  report_classless (reader, item, meaning, record);
  if (numbers == NULL)
    return gw_mask_objects_add (record, picture, meaning,
                                meaning->kind == GW_MASK_GREY ? state->classes.ids : GW_MASK_IDS_NONE,
                                gw_mask_classes_find, &state->classes);
  if (!gw_mask_objects_add_instances (record, picture, meaning, numbers, reader->format->name, gw_mask_classes_find,
                                      &state->classes, &n_lost))
    return FALSE;
  report_pixels (reader, item, record, GW_OUTCOME_CHANGED, "segment-unknown", n_lost,
                 _ ("Objects of the mask have no class in places. These were taken as background."));

  return TRUE;
}

/* Whether an object is all pixels of its class, and no object by itself. */
static gboolean
is_region (GwReader *reader, const GwMaskMeaning *meaning, GwObject *object)
{
  const State *state = reader->state;
  GwClass *class = gw_record_head_find_class (reader->head, gw_object_get_class_id (object));
  g_autoptr (GwJsonMembers) bag = NULL;
  g_autofree char *number = NULL;

  if (meaning->kind == GW_MASK_GREY && state->classes.ids != GW_MASK_IDS_NONE)
    return FALSE;
  bag = gw_json_members_open_bag (gw_object_get_bag (object), reader->format->name);
  number = gw_json_members_dup (bag, "number");

  return (number == NULL || strcmp (number, "0") == 0) && class != NULL
         && !gw_mask_name_is_void (gw_class_get_name (class));
}

/* An object for each connected region of what is none by itself. FALSE where there are too many. */
static gboolean
split_regions (GwReader *reader, const GwMaskMeaning *meaning, GwRecord *record)
{
  g_autoptr (GPtrArray) whole = g_steal_pointer (&record->objects);

  record->objects = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < whole->len; i++)
    {
      GwObject *object = g_ptr_array_index (whole, i);

      if (!is_region (reader, meaning, object))
        {
          gw_object_set_z (object, (int) record->objects->len);
          g_ptr_array_add (record->objects, g_object_ref (object));
          continue;
        }
      if (!gw_mask_objects_add_regions (record, object))
        return FALSE;
    }
  return TRUE;
}

static void
read_mask (GwReader *reader, guint place, GwRecord *record, GCancellable *cancellable)
{
  State *state = reader->state;
  const GwMaskItem *item = g_ptr_array_index (state->layout->items, place);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) picture = NULL;
  g_auto (GwMaskMeaning) meaning = { 0 };

  if (!check_sizes (reader, item, record))
    return;
  picture = take_picture (state, place, cancellable, &failure);
  if (picture == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s The mask was left out."), failure->message);

      report (reader, item->mask, record, GW_OUTCOME_LEFT_OUT,
              g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file" : "image-unreadable", NULL,
              text, 0);
      return;
    }

  gw_mask_meaning_init (&meaning, picture);
  gw_mask_meaning_find (&meaning, picture, &state->classes.rules);
  if (meaning.too_many)
    {
      report (reader, item->mask, record, GW_OUTCOME_LEFT_OUT, "mask-antialias", NULL,
              _ ("The mask has so many colors that it is a photograph, or a drawing. It was left out."), 0);
      return;
    }
  report_meaning (reader, item, record, picture, &meaning);
  if (add_objects (reader, item, picture, &meaning, record, cancellable)
      && (reader->options.regions != GW_REGIONS_SPLIT || split_regions (reader, &meaning, record)))
    record->labeled = TRUE;
  else
    {
      g_ptr_array_set_size (record->objects, 0);
      report (reader, item->mask, record, GW_OUTCOME_LEFT_OUT, "limit", NULL,
              _ ("The mask has more parts than this program reads. It was left out."), 0);
    }
}

static GwRecord *
read_place (GwReader *reader, guint place, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GwMaskItem *item = g_ptr_array_index (state->layout->items, place);
  g_autoptr (GwRecord) record = gw_record_new (item->path);

  reader->counts.images++;
  record->file = g_strdup (item->picture);
  record->split = g_strdup (item->split);
  if (item->mask != NULL)
    read_mask (reader, place, record, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  reader->counts.labels += record->objects->len;

  return g_steal_pointer (&record);
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->given != NULL && state->next < state->layout->items->len && state->given[state->next])
    state->next++;
  if (state->next == state->layout->items->len || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  _gw_reader_tell (reader, (guint64) state->layout->items->len + state->next + 1);

  return read_place (reader, state->next++, cancellable, error);
}

GwRecord *
gw_semantic_reader_take (GwReader *reader, const char *stem, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const guint n = state->layout->items->len;
  guint place;

  if (state->stems == NULL)
    {
      state->given = g_new0 (gboolean, n);
      state->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = n; i-- > 0;)
        {
          const GwMaskItem *item = g_ptr_array_index (state->layout->items, i);

          if (item->mask != NULL)
            g_hash_table_insert (state->stems, _gw_path_get_stem (item->path), GUINT_TO_POINTER (i + 1));
        }
    }
  place = GPOINTER_TO_UINT (g_hash_table_lookup (state->stems, stem));
  if (place == 0 || state->given[place - 1])
    return NULL;
  state->given[place - 1] = TRUE;

  return read_place (reader, place - 1, cancellable, error);
}

const GwFormat gw_format_semantic_png = {
  .name = "semantic-png",
  .title = N_ ("Semantic Masks"),
  .file_name = "dataset_meta.json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_REGIONS | GW_READ_CHOICE_SOFT_EDGES | GW_READ_CHOICE_MASK_THRESHOLD
             | GW_READ_CHOICE_MASK_PREFIX | GW_READ_CHOICE_MASK_SUFFIX | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BY_PICTURE,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_semantic_measure_loss,
  .create = gw_semantic_writer_create,
  .write = gw_semantic_writer_write,
  .finish = gw_semantic_writer_finish,
  .destroy = gw_semantic_writer_destroy,
};

const GwFormat gw_format_voc_masks = {
  .name = "voc-masks",
  .title = N_ ("Pascal VOC Masks"),
  .file_name = "labelmap.txt",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_REGIONS | GW_READ_CHOICE_SOFT_EDGES | GW_READ_CHOICE_MASK_THRESHOLD
             | GW_READ_CHOICE_MASK_PREFIX | GW_READ_CHOICE_MASK_SUFFIX | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BY_PICTURE,
  .detect = detect_voc,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_voc_masks_measure_loss,
  .create = gw_semantic_writer_create,
  .write = gw_semantic_writer_write,
  .finish = gw_semantic_writer_finish,
  .destroy = gw_semantic_writer_destroy,
};
