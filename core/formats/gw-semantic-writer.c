/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-semantic-writer.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-encode.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-mask-paint.h"
#include "gw-mask-table.h"
#include "gw-number.h"
#include "gw-reader-private.h"
#include "gw-voc-names.h"
#include "gw-writer-private.h"

/* Numbers of objects in one image, as of classes: 0 and 255 mean something else. */
#define MOST_NUMBERS 254

typedef struct
{
  gboolean voc;
  GHashTable *indices; /* class id -> index + 1 */
  GwClass *classes[GW_MASK_COLOURS];
  guint8 blank; /* of pixels without a class */
  char *background;
  guint32 palette[GW_MASK_COLOURS];
  GHashTable *names; /* of masks written, without their ending */
  GHashTable *sets;  /* split -> GString of stems */
} State;

static gboolean
is_voc (const GwWriter *writer)
{
  return writer->format == &gw_format_voc_masks;
}

/* --- losses ------------------------------------------------------------------------- */

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, gboolean voc, GwProblems *problems)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;
  GwObjectFlags flags = gw_object_get_flags (object);

  if (!gw_mask_paint_can (object))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Masks have no lines and points. The object is left out."));
  else if (kind != GW_SHAPE_MASK)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Masks have no outlines. The pixels of the shape are written."));
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Masks have no attributes. They are left out."));
  if (voc && (flags & GW_OBJECT_CROWD) != 0)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Masks have no crowds. Their pixels are void, which counts neither way."));
  else if (flags & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Masks have no marks of objects. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Masks have no groups. The group is left out."));
}

/* Objects that another of their class has swallowed. */
static void
measure_joined (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      gint64 class_id = gw_object_get_class_id (object);

      if (gw_mask_paint_can (object) && !g_hash_table_add (seen, g_memdup2 (&class_id, sizeof class_id)))
        _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                         _ ("Semantic masks do not part objects of one class. They become one region."));
    }
}

void
gw_semantic_measure_hidden (const GwRecordHead *head, const GwRecord *record, gboolean joined, GwProblems *problems)
{
  const guint64 hidden = gw_mask_paint_count_hidden (record, joined);
  g_autofree char *text = NULL;

  if (hidden == 0)
    return;
  text = g_strdup_printf (ngettext ("%" PRIu64 " pixel is covered by an object above it. The "
                                    "object on top is written.",
                                    "%" PRIu64 " pixels are covered by objects above them. The "
                                    "object on top is written.",
                                    hidden),
                          hidden);
  _gw_report_loss (problems, "loss-overlap", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, NULL, 0, text);
}

void
gw_semantic_measure_unseen (const GwRecordHead *head, const GwRecord *record, GwMaskPaintFunc func, gpointer data,
                            GwProblems *problems)
{
  g_autoptr (GPtrArray) unseen = gw_mask_paint_list_unseen (record, func, data);

  for (guint i = 0; i < unseen->len; i++)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record,
                     g_ptr_array_index (unseen, i), 1,
                     _ ("No pixel of the object is left in the mask: it is too small, or others cover it. It is left "
                        "out."));
}

/* A value for each object, or for each class. */
typedef struct
{
  GHashTable *values; /* object, or class id -> value */
  gboolean joined;
} Regions;

static int
get_region (GwObject *object, gpointer data)
{
  const Regions *regions = data;
  gpointer key = regions->joined ? GSIZE_TO_POINTER ((gsize) gw_object_get_class_id (object)) : (gpointer) object;
  gpointer value = g_hash_table_lookup (regions->values, key);

  if (value == NULL)
    {
      value = GUINT_TO_POINTER (g_hash_table_size (regions->values) + 1);
      g_hash_table_insert (regions->values, key, value);
    }
  return GPOINTER_TO_INT (value);
}

void
gw_semantic_measure_objects (const GwRecordHead *head, const GwRecord *record, gboolean joined, GwProblems *problems)
{
  g_autoptr (GHashTable) values = g_hash_table_new (NULL, NULL);
  Regions regions = { values, joined };

  for (guint i = 0; i < record->objects->len; i++)
    measure_object (head, record, g_ptr_array_index (record->objects, i), !joined, problems);
  if (joined)
    measure_joined (head, record, problems);
  gw_semantic_measure_unseen (head, record, get_region, &regions, problems);
  gw_semantic_measure_hidden (head, record, joined, problems);
}

/* Lists of VOC name images that have masks; elsewhere splits are folders, which readers
 * know by the usual names.
 */
static void
measure_split (const GwRecordHead *head, const GwRecord *record, gboolean voc, GwProblems *problems)
{
  if (record->split == NULL)
    return;
  if (voc && !record->labeled && record->objects->len == 0)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Splits list images that have masks. This one was not labeled, and its split is left out."));
  else if (!voc && !_gw_reader_is_split_name (record->split))
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, NULL, 0,
                     _ ("A folder that is not called as splits are is read as a part of the image's path."));
}

static void
measure (const GwRecordHead *head, const GwRecord *record, gboolean voc, GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  gw_semantic_measure_objects (head, record, !voc, problems);
  measure_split (head, record, voc, problems);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      if (gw_object_get_score (object) >= 0)
        _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("Masks have no confidences. They are left out."));
    }
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("Masks have no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Masks have no scores of images. They are left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

void
gw_semantic_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                          GwProblems *problems)
{
  measure (head, record, FALSE, problems);
}

void
gw_voc_masks_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                           GwProblems *problems)
{
  measure (head, record, TRUE, problems);
}

/* --- classes -------------------------------------------------------------------------- */

static void
give_index (State *state, GwClass *class, gint64 index)
{
  gint64 id = gw_class_get_id (class);

  state->classes[index] = class;
  g_hash_table_insert (state->indices, g_memdup2 (&id, sizeof id), GINT_TO_POINTER ((gint) index + 1));
}

/* The index of an earlier import that is free; void goes to its usual place. */
static void
keep_index (State *state, GwClass *class, const char *format)
{
  const char *alias;
  gint64 index = -1;

  if (gw_class_get_alias (class, format, &alias, NULL) && alias != NULL)
    {
      if (!gw_number_parse_int64 (alias, -1, &index))
        index = -1;
    }
  else if (gw_mask_name_is_void (gw_class_get_name (class)))
    index = GW_MASK_VOID;
  if (index >= 0 && index < GW_MASK_COLOURS && state->classes[index] == NULL)
    give_index (state, class, index);
}

static gboolean
number_classes (State *state, const GwRecordHead *head, const char *format, GError **error)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  gint64 next = 1;

  for (guint i = 0; i < head->classes->len; i++)
    keep_index (state, g_ptr_array_index (head->classes, i), format);
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      gint64 id = gw_class_get_id (class);

      if (g_hash_table_contains (state->indices, &id) || g_hash_table_contains (groups, class))
        continue;
      while (next < GW_MASK_VOID && state->classes[next] != NULL)
        next++;
      if (next == GW_MASK_VOID)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                       _ ("Masks can hold %d classes, and there are more. Export to COCO instead."), MOST_NUMBERS);
          return FALSE;
        }
      give_index (state, class, next);
    }

  return TRUE;
}

/* What pixels without a class are written as: 0, or what is free. */
static void
choose_blank (State *state)
{
  guint blank = state->classes[0] == NULL ? 0 : GW_MASK_VOID;

  while (blank > 0 && state->classes[blank] != NULL)
    blank--;
  state->blank = (guint8) blank;
}

static const char *
get_name (GwWriter *writer, guint index)
{
  State *state = writer->state;

  if (state->classes[index] != NULL)
    return _gw_class_get_name_for (state->classes[index], writer->format->name);
  return index == state->blank ? state->background : NULL;
}

static gboolean
has_colour (const State *state, guint32 colour)
{
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    if (state->palette[i] == colour)
      return TRUE;
  return FALSE;
}

/* Those of the table that masks were imported with; what has come since has its
 * own color, where no other has it.
 */
static void
take_colours (GwWriter *writer, const GwJsonMembers *bag)
{
  State *state = writer->state;
  gsize length;
  const char *raw = gw_json_members_get (bag, "colors", &length);
  g_autoptr (GwJsonMembers) colours = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  gboolean taken[GW_MASK_COLOURS] = { FALSE };

  for (guint i = 0; colours != NULL && i < GW_MASK_COLOURS; i++)
    {
      const char *name = get_name (writer, i);
      gint64 colour;

      raw = name != NULL ? gw_json_members_get (colours, name, &length) : NULL;
      taken[i] = raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &colour) && colour >= 0
                 && colour <= 0xffffff;
      if (taken[i])
        state->palette[i] = (guint32) colour;
    }
  for (guint i = 0; colours != NULL && i < GW_MASK_COLOURS; i++)
    if (!taken[i] && state->classes[i] != NULL)
      {
        guint32 own = gw_class_get_color (state->classes[i]) & 0xffffff;

        state->palette[i] = 0x1000000;
        for (guint k = 0; has_colour (state, own) && k < GW_MASK_COLOURS; k++)
          own = gw_voc_palette_get (k);
        state->palette[i] = own;
      }
}

/* Regions of many objects count neither way: in masks of VOC they are void, unless
 * that place is a class.
 */
static gboolean
is_void (const State *state, GwObject *object)
{
  GwClass *class = state->classes[GW_MASK_VOID];

  return state->voc && (gw_object_get_flags (object) & GW_OBJECT_CROWD) != 0
         && (class == NULL || gw_mask_name_is_void (gw_class_get_name (class)));
}

static int
get_index (GwObject *object, gpointer data)
{
  State *state = data;
  gint64 class_id = gw_object_get_class_id (object);

  if (is_void (state, object))
    return GW_MASK_VOID;
  return GPOINTER_TO_INT (g_hash_table_lookup (state->indices, &class_id)) - 1;
}

gboolean
gw_semantic_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, writer->format->name);

  writer->state = state;
  state->voc = is_voc (writer);
  state->indices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->sets = _gw_split_lists_new ();
  state->background = gw_json_members_dup_string (bag, "background");
  if (state->background == NULL || !gw_mask_name_is_background (state->background))
    {
      g_free (state->background);
      state->background = g_strdup ("background");
    }
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    state->palette[i] = gw_voc_palette_get (i);
  if (!number_classes (state, writer->head, writer->format->name, error))
    return FALSE;
  choose_blank (state);
  if (!state->voc)
    take_colours (writer, bag);

  return TRUE;
}

/* --- masks --------------------------------------------------------------------------------- */

/* Numbers of the objects of one image: as they were read, else the next free. */
typedef struct
{
  State *state;
  GHashTable *numbers; /* GwObject -> number + 1 */
} Numbers;

static int
get_number (GwObject *object, gpointer data)
{
  const Numbers *self = data;

  if (get_index (object, self->state) < 0)
    return -1;
  if (is_void (self->state, object))
    return GW_MASK_VOID;
  return GPOINTER_TO_INT (g_hash_table_lookup (self->numbers, object)) - 1;
}

/* -1: none was read. */
static int
get_kept_number (GwObject *object, const char *format)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), format);
  gsize length;
  const char *raw = gw_json_members_get (bag, "number", &length);
  gint64 number;

  return raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &number) && number >= 0 && number < GW_MASK_COLOURS
             ? (int) number
             : -1;
}

/* Numbers that were read stay. A copy of an object, of the same class, is another. */
static void
keep_numbers (GwWriter *writer, const GPtrArray *order, GHashTable *numbers, gboolean taken[GW_MASK_COLOURS])
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);
      int kept = get_kept_number (object, writer->format->name);
      gint64 pair = gw_object_get_class_id (object) * GW_MASK_COLOURS + kept;

      if (kept < 0 || !g_hash_table_add (seen, g_memdup2 (&pair, sizeof pair)))
        continue;
      taken[kept] = TRUE;
      g_hash_table_insert (numbers, object, GINT_TO_POINTER (kept + 1));
    }
}

static gboolean
number_objects (GwWriter *writer, const GwRecord *record, GHashTable *numbers, GError **error)
{
  g_autoptr (GPtrArray) order = gw_mask_paint_order (record);
  gboolean taken[GW_MASK_COLOURS] = { FALSE };
  int next = 1;

  keep_numbers (writer, order, numbers, taken);
  for (guint i = 0; i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);

      if (g_hash_table_contains (numbers, object) || !gw_mask_paint_can (object) || is_void (writer->state, object))
        continue;
      while (next <= MOST_NUMBERS && taken[next])
        next++;
      if (next > MOST_NUMBERS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                       _ ("%s has more than %d objects, which masks cannot hold. Export to COCO instead."),
                       record->path, MOST_NUMBERS);
          return FALSE;
        }
      g_hash_table_insert (numbers, object, GINT_TO_POINTER (next++ + 1));
    }

  return TRUE;
}

static gboolean
write_picture (GwWriter *writer, const GwRecord *record, const guint8 *rows, const char *folder, const char *stem,
               GError **error)
{
  State *state = writer->state;
  g_autoptr (GBytes) png = gw_encode_png_indexed (rows, record->width, record->height, (gsize) record->width,
                                                  state->palette, error);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, stem);
  gconstpointer data;
  gsize size;

  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, path, data, size, error);
}

gboolean
gw_semantic_writer_write_masks (GwWriter *writer, const GwRecord *record, const char *stem, GError **error)
{
  State *state = writer->state;
  g_autoptr (GHashTable) table = g_hash_table_new (NULL, NULL);
  Numbers numbers = { state, table };
  g_autofree guint8 *rows = gw_mask_paint (record, state->blank, get_index, state, error);

  _gw_split_lists_add (state->sets, record, stem);
  if (rows == NULL
      || !write_picture (writer, record, rows, is_voc (writer) ? "SegmentationClass" : "masks", stem, error))
    return FALSE;
  if (!is_voc (writer))
    return TRUE;

  if (!number_objects (writer, record, table, error))
    return FALSE;
  g_free (rows);
  rows = gw_mask_paint (record, 0, get_number, &numbers, error);

  return rows != NULL && write_picture (writer, record, rows, "SegmentationObject", stem, error);
}

/* --- files -------------------------------------------------------------------------------------- */

/* Where the picture goes below its folder. */
static char *
make_path (GwWriter *writer, const GwRecord *record)
{
  g_autofree char *split = NULL;

  return is_voc (writer) ? g_strdup (record->path) : _gw_record_make_split_path (record, &split);
}

gboolean
gw_semantic_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *stem = NULL;

  if (record->path == NULL)
    return TRUE;
  if (!_gw_writer_check_size (writer, record,
                              _ ("Masks need the size of the image, which is not known. Its labels were left out.")))
    return TRUE;

  wanted = make_path (writer, record);
  path = _gw_writer_claim_stem (writer, state->names, record, wanted, ".png");
  if (path == NULL)
    return TRUE;
  picture = g_build_filename (is_voc (writer) ? "JPEGImages" : "images", path, NULL);
  stem = _gw_path_get_stem (path);
  if (!_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  /* An image that nobody looked at has no mask. */
  if ((!record->labeled && record->objects->len == 0) || record->width <= 0 || record->height <= 0)
    return TRUE;

  return gw_semantic_writer_write_masks (writer, record, stem, error);
}

static gboolean
write_text (GwWriter *writer, const char *name, const GString *text, GError **error)
{
  writer->n_files++;
  return gw_folder_writer_write (writer->folder, name, text->str, text->len, error);
}

static gboolean
write_meta (GwWriter *writer, GError **error)
{
  State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);
  char key[8];

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "label_map");
  gw_json_writer_begin_object (json);
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    if (get_name (writer, i) != NULL)
      {
        g_snprintf (key, sizeof key, "%u", i);
        gw_json_writer_key_string (json, key, get_name (writer, i));
      }
  gw_json_writer_end_object (json);
  g_snprintf (key, sizeof key, "%u", state->blank);
  gw_json_writer_key_string (json, "background_label", key);
  gw_json_writer_key (json, "segmentation_colors");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    if (get_name (writer, i) != NULL)
      {
        gw_json_writer_begin_array (json);
        for (int shift = 16; shift >= 0; shift -= 8)
          gw_json_writer_int64 (json, state->palette[i] >> shift & 0xff);
        gw_json_writer_end_array (json);
      }
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return gw_json_writer_finish (json, error) && write_text (writer, "dataset_meta.json", text, error);
}

/* Names by their line, of VOC and its relatives; gaps are empty lines. */
static gboolean
write_names (GwWriter *writer, GError **error)
{
  State *state = writer->state;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) map = g_string_new ("# label:color_rgb:parts:actions\n");
  g_autoptr (GwJsonMembers) parts = gw_voc_names_open_parts (writer->head);
  const char *ignored = get_name (writer, GW_MASK_VOID);
  guint last = 0;

  for (guint i = 0; i < GW_MASK_VOID; i++)
    if (get_name (writer, i) != NULL)
      last = i;
  if (g_strcmp0 (ignored, "__ignore__") == 0)
    {
      g_string_append_printf (names, "%s\n", ignored);
      g_string_append_printf (map, "%s\n", ignored);
    }
  for (guint i = 0; i <= last; i++)
    {
      const char *name = get_name (writer, i);

      g_string_append_printf (names, "%s\n", name != NULL ? name : "");
      gw_voc_names_append_line (map, name != NULL ? name : "", state->palette[i], parts);
    }

  return write_text (writer, "class_names.txt", names, error) && write_text (writer, "labelmap.txt", map, error);
}

gboolean
gw_semantic_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  const State *state = writer->state;

  if (is_voc (writer))
    return write_names (writer, error) && _gw_split_lists_write (state->sets, writer, "ImageSets/Segmentation", error);
  return write_meta (writer, error);
}

void
gw_semantic_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_hash_table_unref (state->indices);
  g_hash_table_unref (state->names);
  g_hash_table_unref (state->sets);
  g_free (state->background);
  g_free (state);
}
