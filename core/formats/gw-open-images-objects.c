/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-json-values.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-open-images-words.h"
#include "gw-open-images-work-private.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* Rows of boxes and masks of Open Images. */

/* Fractions that are farther from the picture are none. */
#define LARGEST_FRACTION 2.0

/* Tables of boxes and masks give a box with six decimals. */
#define SAME_SIDE 2e-6

const char *
gw_open_images_row_get (const GwOpenImagesRow *row, GwOpenImagesColumn column)
{
  return gw_open_images_file_get (row->file, row->csv, column);
}

void
gw_open_images_report_row (GwOpenImagesWork *work, const GwOpenImagesRow *row, GwSeverity severity, GwOutcome outcome,
                           const char *code, guint n_labels, const char *detail, const char *text)
{
  gw_problems_report (work->reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .outcome = outcome,
                                     .code = code,
                                     .file = row->file->path,
                                     .line = row->line,
                                     .image = work->record->path,
                                     .label = (char *) gw_open_images_row_get (row, GW_OPEN_IMAGES_LABEL),
                                     .detail = (char *) detail,
                                     .text = (char *) text,
                                     .n_labels = n_labels });
}

void
gw_open_images_leave_out (GwOpenImagesWork *work, const GwOpenImagesRow *row, const char *code, const char *detail,
                          const char *text)
{
  gw_open_images_report_row (work, row, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, 1, detail, text);
}

gint
gw_open_images_find_class (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  const gint class_id = GPOINTER_TO_INT (
      g_hash_table_lookup (work->state->classes, gw_open_images_row_get (row, GW_OPEN_IMAGES_LABEL)));

  if (class_id == 0)
    gw_open_images_leave_out (work, row, "class-unknown", NULL,
                              _ ("The label has a class whose name cannot be one. It was left out."));
  return class_id;
}

double
gw_open_images_take_confidence (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  const double confidence = gw_open_images_get_confidence (row->file, row->csv);

  if (confidence >= 0 && confidence <= 1)
    return confidence;
  gw_open_images_report_row (work, row, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED,
                             isnan (confidence) ? "score-not-finite" : "score-range", 0,
                             gw_open_images_row_get (row, GW_OPEN_IMAGES_CONFIDENCE),
                             _ ("A confidence is no number between 0 and 1. It was taken as not given."));

  return NAN;
}

/* --- objects ---------------------------------------------------------------------------------- */

/* FALSE, told of, where a side is no number or none of a fraction. n_labels: that are left out. */
static gboolean
parse_sides (GwOpenImagesWork *work, const GwOpenImagesRow *row, guint n_labels, double sides[4])
{
  g_autofree char *detail = NULL;
  gboolean finite = TRUE, near = TRUE;

  for (guint i = 0; i < 4; i++)
    {
      finite = finite && gw_number_parse (gw_open_images_row_get (row, GW_OPEN_IMAGES_XMIN + i), -1, &sides[i])
               && isfinite (sides[i]);
      near = near && finite && fabs (sides[i]) <= LARGEST_FRACTION;
    }
  if (finite && near)
    return TRUE;
  detail = g_strdup_printf ("%.40s, %.40s, %.40s, %.40s", gw_open_images_row_get (row, GW_OPEN_IMAGES_XMIN),
                            gw_open_images_row_get (row, GW_OPEN_IMAGES_XMAX),
                            gw_open_images_row_get (row, GW_OPEN_IMAGES_YMIN),
                            gw_open_images_row_get (row, GW_OPEN_IMAGES_YMAX));
  gw_open_images_report_row (
      work, row, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, finite ? "coord-looks-pixel" : "coord-not-finite", n_labels,
      detail,
      finite ? _ ("The sides of a box are fractions of the picture, and these are not. The box was left out.")
             : _ ("A side of the box is no number. The box was left out."));

  return FALSE;
}

static void
put_in_order (GwOpenImagesWork *work, const GwOpenImagesRow *row, double sides[4])
{
  gboolean swapped = FALSE;

  for (guint i = 0; i < 4; i += 2)
    if (sides[i] > sides[i + 1])
      {
        const double low = sides[i + 1];

        sides[i + 1] = sides[i];
        sides[i] = low;
        swapped = TRUE;
      }
  if (swapped)
    gw_open_images_report_row (work, row, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "box-swapped", 0, NULL,
                               _ ("A box ends before it begins. Its sides were put in order."));
}

/* Sets what is known of the five flags; the names of those of which nothing is known go into the bag. */
static void
take_flags (GwOpenImagesWork *work, const GwOpenImagesRow *row, GwObject *object, GwJsonMembers *bag)
{
  static const GwObjectFlags marks[] = { GW_OBJECT_OCCLUDED, GW_OBJECT_TRUNCATED, GW_OBJECT_CROWD, 0, 0 };
  g_autoptr (GString) unknown = g_string_new ("[");
  GwObjectFlags flags = 0;

  for (guint i = GW_OPEN_IMAGES_FIRST_FLAG; i <= GW_OPEN_IMAGES_LAST_FLAG; i++)
    {
      const char *value = gw_open_images_row_get (row, i);
      const GwObjectFlags mark = marks[i - GW_OPEN_IMAGES_FIRST_FLAG];

      if (strcmp (value, "0") == 0)
        continue;
      if (strcmp (value, "1") == 0 && mark != 0)
        flags |= mark;
      else if (strcmp (value, "1") == 0)
        gw_object_set_attribute_bare (object, gw_open_images_column_get_name (i), "true");
      else
        {
          g_string_append_printf (unknown, "%s\"%s\"", unknown->len > 1 ? "," : "", gw_open_images_column_get_name (i));
          if (*value != '\0' && strcmp (value, "-1") != 0)
            gw_open_images_report_row (work, row, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type", 0, value,
                                       _ ("A flag of a box is neither 0, 1 nor −1. It was taken as not known."));
        }
    }
  gw_object_set_flags (object, flags);
  g_string_append_c (unknown, ']');
  if (unknown->len > 2)
    gw_json_members_set (bag, "unknown", unknown->str, (gssize) unknown->len);
}

/* Words for ways are kept where they are not the usual one; anything else is a name. */
static void
take_source (const GwOpenImagesRow *row, GwObject *object, GwJsonMembers *bag)
{
  const char *source = gw_open_images_row_get (row, GW_OPEN_IMAGES_SOURCE);
  const char *usual = isnan (gw_object_get_score (object)) ? GW_OPEN_IMAGES_BY_HAND : GW_OPEN_IMAGES_BY_MODEL;

  if (*source == '\0' || strcmp (source, usual) == 0)
    return;
  if (gw_open_images_is_way (source))
    gw_json_members_set_string (bag, "source", source);
  else
    gw_object_set_author (object, source);
}

static void
add_object (GwOpenImagesWork *work, const GwOpenImagesRow *row, GwObject *object, const GwJsonMembers *members)
{
  g_autofree char *bag = gw_json_members_get_n (members) > 0
                             ? gw_json_members_put_bag (members, NULL, work->reader->format->name)
                             : NULL;

  gw_object_set_bag (object, bag);
  gw_object_set_z (object, (int) work->record->objects->len);
  g_ptr_array_add (work->record->objects, object);
  _gw_record_add_place (work->record, row->line);
}

void
gw_open_images_take_box (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();
  const GwRecord *record = work->record;
  const char *id = gw_open_images_row_get (row, GW_OPEN_IMAGES_BOX_ID);
  GwOpenImagesBox box = { 0 };
  double *sides = box.sides;
  double confidence;
  gint class_id;

  work->reader->counts.labels++;
  if (!parse_sides (work, row, 1, sides))
    return;
  put_in_order (work, row, sides);
  if (record->width == 0)
    {
      work->n_without_size++;
      return;
    }
  class_id = gw_open_images_find_class (work, row);
  if (class_id == 0)
    return;
  box.object = gw_object_new (0, class_id);
  gw_object_set_box (box.object, sides[0] * record->width, sides[2] * record->height,
                     sides[1] * record->width - sides[0] * record->width,
                     sides[3] * record->height - sides[2] * record->height);
  confidence = gw_open_images_take_confidence (work, row);
  if (confidence < 1 || (confidence == 1 && gw_open_images_is_machine (row->file, row->csv)))
    gw_object_set_score (box.object, confidence);
  take_source (row, box.object, bag);
  take_flags (work, row, box.object, bag);
  if (*id != '\0')
    gw_json_members_set_string (bag, "box_id", id);
  add_object (work, row, box.object, bag);
  box.label = g_strdup (gw_open_images_row_get (row, GW_OPEN_IMAGES_LABEL));
  box.id = *id != '\0' ? g_strdup (id) : NULL;
  g_array_append_val (work->boxes, box);
}

/* --- masks -------------------------------------------------------------------------------------- */

static gboolean
has_sides (const GwOpenImagesBox *box, const double sides[4])
{
  for (guint i = 0; i < 4; i++)
    if (!(fabs (box->sides[i] - sides[i]) <= SAME_SIDE))
      return FALSE;
  return TRUE;
}

/* The box of a mask: by its id where tables of boxes tell it, else by its sides. */
static GwOpenImagesBox *
find_box (GwOpenImagesWork *work, const GwOpenImagesRow *row, const double *sides)
{
  const char *id = gw_open_images_row_get (row, GW_OPEN_IMAGES_BOX_ID);

  for (guint i = 0; i < work->boxes->len; i++)
    {
      GwOpenImagesBox *box = &g_array_index (work->boxes, GwOpenImagesBox, i);

      if (box->has_mask || strcmp (box->label, gw_open_images_row_get (row, GW_OPEN_IMAGES_LABEL)) != 0)
        continue;
      if (box->id != NULL && *id != '\0' ? strcmp (box->id, id) == 0 : sides != NULL && has_sides (box, sides))
        return box;
    }
  return NULL;
}

/* The box of a mask need not be tight: it is kept as long as the mask stays what it is. */
static void
keep_box (GwJsonMembers *bag, const double *sides, const GwRecord *record, const GwShape *shape)
{
  const GwMask *mask = &shape->as.mask;
  const double tight[] = { (double) mask->x / record->width, (double) (mask->x + mask->width) / record->width,
                           (double) mask->y / record->height, (double) (mask->y + mask->height) / record->height };
  const double all[] = { sides[0], sides[1], sides[2], sides[3], mask->x, mask->y, mask->width, mask->height };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gboolean same = TRUE;

  for (guint i = 0; i < 4; i++)
    same = same && fabs (tight[i] - sides[i]) <= SAME_SIDE;
  if (same)
    return;
  gw_json_writer_doubles (json, all, G_N_ELEMENTS (all));
  if (gw_json_writer_finish (json, NULL))
    gw_json_members_set (bag, "box", text->str, (gssize) text->len);
}

/* FALSE, told of. n_labels: that are left out with it. */
static gboolean
read_mask (GwOpenImagesWork *work, const GwOpenImagesRow *row, guint n_labels, GwShape *shape)
{
  const char *name = gw_open_images_row_get (row, GW_OPEN_IMAGES_MASK_PATH);
  g_autofree char *clean = gw_path_normalise (name, -1, NULL);
  g_autofree char *file = clean != NULL ? gw_open_images_masks_find (work->state->masks, row->file, work->id, clean)
                                        : NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  const char *code = "path-missing";

  if (clean == NULL)
    gw_open_images_report_row (work, row, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "path-escape", n_labels, name,
                               _ ("The path of a mask is none below the folder. The mask was left out."));
  else if (file == NULL)
    gw_open_images_report_row (work, row, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, n_labels, name,
                               _ ("The picture of a mask was not found. The mask was left out."));
  if (file == NULL)
    return FALSE;
  if (gw_open_images_mask_read (file, work->record->width, work->record->height, &shape->as.mask, &code,
                                work->cancellable, &failure))
    {
      shape->kind = GW_SHAPE_MASK;
      return TRUE;
    }
  text = g_strdup_printf (_ ("%s The mask was left out."), failure->message);
  gw_open_images_report_row (work, row, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, n_labels, name, text);

  return FALSE;
}

static void
keep_texts (const GwOpenImagesRow *row, GwJsonMembers *bag)
{
  static const struct
  {
    GwOpenImagesColumn column;
    const char *key;
  } kept[] = { { GW_OPEN_IMAGES_BOX_ID, "box_id" },
               { GW_OPEN_IMAGES_IOU, "predicted_iou" },
               { GW_OPEN_IMAGES_CLICKS, "clicks" } };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (*gw_open_images_row_get (row, kept[i].column) != '\0')
      gw_json_members_set_string (bag, kept[i].key, gw_open_images_row_get (row, kept[i].column));
}

/* Makes an object of the mask, or the box that it belongs to one. */
static void
place_mask (GwOpenImagesWork *work, const GwOpenImagesRow *row, GwOpenImagesBox *box, const double *sides,
            GwShape *shape)
{
  const char *format = work->reader->format->name;
  g_autoptr (GwJsonMembers) bag = box != NULL ? gw_json_members_open_bag (gw_object_get_bag (box->object), format)
                                              : gw_json_members_new ();
  g_autofree char *text = NULL;
  gint class_id;

  keep_texts (row, bag);
  if (sides != NULL)
    keep_box (bag, sides, work->record, shape);
  if (box != NULL)
    {
      gw_object_take_shape (box->object, shape);
      box->has_mask = TRUE;
      text = gw_json_members_get_n (bag) > 0 ? gw_json_members_put_bag (bag, NULL, format) : NULL;
      gw_object_set_bag (box->object, text);
      return;
    }
  class_id = gw_open_images_find_class (work, row);
  if (class_id != 0)
    {
      GwObject *object = gw_object_new (0, class_id);

      gw_object_take_shape (object, shape);
      add_object (work, row, object, bag);
    }
  gw_shape_clear (shape);
}

void
gw_open_images_take_mask (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  GwShape shape = GW_SHAPE_INIT;
  double numbers[4];
  const double *sides = NULL;
  guint n_labels;
  GwOpenImagesBox *box;

  if (work->record->width == 0)
    {
      work->reader->counts.labels++;
      work->n_without_size++;
      return;
    }
  if (*gw_open_images_row_get (row, GW_OPEN_IMAGES_XMIN) != '\0' && parse_sides (work, row, 0, numbers))
    {
      put_in_order (work, row, numbers);
      sides = numbers;
    }
  box = find_box (work, row, sides);
  n_labels = box == NULL ? 1 : 0;
  work->reader->counts.labels += n_labels;
  if (read_mask (work, row, n_labels, &shape))
    place_mask (work, row, box, box != NULL ? box->sides : sides, &shape);
}
