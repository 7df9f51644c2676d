/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing vanishes untold (spec formats 1.2): what went into a format is what comes back, or
 * what was told of as lost before.
 */

#include "losses-kinds.h"

#include <math.h>
#include <string.h>

#include "gw-skeleton.h"

/* What was written and what came back. */
typedef struct
{
  Fixture *self;
  const GwFormat *format;
  const char *kind;
  GHashTable *told; /* set of codes */
  GwRecordHead *given_head;
  GPtrArray *given;
  GwRecordHead *got_head;
  GPtrArray *got;
  guint n_untold;
} Trip;

/* Either the same, or one of the codes, with blanks between them, was told. */
static void
check (Trip *trip, const char *what, const char *given, const char *got, const char *codes)
{
  g_auto (GStrv) excuses = g_strsplit (codes, " ", -1);

  if (g_strcmp0 (given, got) == 0)
    return;
  for (gsize i = 0; excuses[i] != NULL; i++)
    if (g_hash_table_contains (trip->told, excuses[i]))
      return;

  trip->n_untold++;
  g_test_message ("%s of %s: %s was “%s” and is “%s”", trip->format->name, trip->kind, what,
                  given != NULL ? given : "nothing", got != NULL ? got : "nothing");
}

/* --- texts of what is compared ------------------------------------------------------------ */

static const char *
class_name (const GwRecordHead *head, gint64 id)
{
  GwClass *class = gw_record_head_find_class (head, id);

  return class != NULL ? gw_class_get_name (class) : "?";
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Takes over the texts. */
static char *
join_sorted (GPtrArray *texts)
{
  char *joined;

  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("; ", (char **) texts->pdata);
  g_ptr_array_unref (texts);

  return joined;
}

static char *
describe_sure (const GwRecordHead *head, const GArray *labels)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);

      if (!isnan (label->confidence))
        g_ptr_array_add (texts, g_strdup_printf ("%s %.4f", class_name (head, label->class_id), label->confidence));
    }

  return join_sorted (texts);
}

static void
append_number (GString *text, double number)
{
  const double rounded = round (number * 100) / 100;

  g_string_append_printf (text, " %.2f", rounded == 0 ? 0 : rounded);
}

static void
append_points (GString *text, const GwPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      append_number (text, points[i].x);
      append_number (text, points[i].y);
    }
}

static char *
describe_shape (GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  const GwBox box = gw_object_get_bounds (object);
  GString *text = g_string_new (NULL);

  /* Readers make a ring of an ellipse (spec formats 13.4), and say that it is one. */
  if (shape->kind == GW_SHAPE_ELLIPSE || gw_object_get_attribute (object, "ellipse") != NULL)
    g_string_append (text, "ellipse");
  else
    g_string_append_printf (text, "kind %d", shape->kind);
  append_points (text, (const GwPoint[]) { { box.x, box.y }, { box.width, box.height } }, 2);
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    append_number (text, shape->as.rotated.angle);
  for (size_t i = 0; text->str[0] == 'k' && shape->kind == GW_SHAPE_POLYGON && i < shape->as.polygon.n_rings; i++)
    {
      g_string_append (text, " ring");
      append_points (text, shape->as.polygon.rings[i].points, shape->as.polygon.rings[i].n_points);
    }
  if (shape->kind == GW_SHAPE_POLYLINE)
    append_points (text, shape->as.line.points, shape->as.line.n_points);
  for (size_t i = 0; shape->kind == GW_SHAPE_POINTS && i < shape->as.points.n_points; i++)
    {
      append_points (text, &shape->as.points.points[i].point, 1);
      g_string_append_printf (text, " %d", shape->as.points.points[i].visibility);
    }
  for (size_t i = 0; shape->kind == GW_SHAPE_MASK && i < shape->as.mask.n_runs; i++)
    g_string_append_printf (text, " %u", (guint) shape->as.mask.runs[i]);

  return g_string_free (text, FALSE);
}

/* By where they are, so that their order does not matter. */
static int
compare_objects (gconstpointer a, gconstpointer b)
{
  const GwBox one = gw_object_get_bounds (*(GwObject *const *) a);
  const GwBox two = gw_object_get_bounds (*(GwObject *const *) b);

  return one.x != two.x ? (one.x < two.x ? -1 : 1) : one.y != two.y ? (one.y < two.y ? -1 : 1) : 0;
}

static char *
describe_shapes (const GwRecordHead *head, const GPtrArray *objects)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      g_autofree char *shape = describe_shape (object);

      g_ptr_array_add (texts, g_strdup_printf ("%s %s", class_name (head, gw_object_get_class_id (object)), shape));
    }

  return join_sorted (texts);
}

static char *
describe_people (const GwRecord *record)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  if (record->annotator != NULL)
    g_hash_table_add (people, record->annotator);
  for (guint i = 0; i < record->objects->len; i++)
    if (gw_object_get_author (g_ptr_array_index (record->objects, i)) != NULL)
      g_hash_table_add (people, (gpointer) gw_object_get_author (g_ptr_array_index (record->objects, i)));
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (texts, g_strdup (name));

  return join_sorted (texts);
}

static char *
describe_groups (const GPtrArray *objects)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < objects->len; i++)
    {
      const gint64 group = gw_object_get_group (g_ptr_array_index (objects, i));
      guint first = 0;

      while (gw_object_get_group (g_ptr_array_index (objects, first)) != group)
        first++;
      g_string_append_printf (text, group == 0 ? "- " : "%u ", first);
    }

  return g_string_free (text, FALSE);
}

/* --- comparing -------------------------------------------------------------------------------- */

#define SHAPE_CODES "loss-shape loss-rotation loss-holes loss-parts loss-objects loss-overlap"

/* Numbers, truths and lists, or texts that may look like them. (nullable) */
static const char *
describe_kind (GwObject *object, const char *wanted)
{
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (strcmp (name, wanted) == 0)
        return gw_object_is_attribute_bare_at (object, i) ? "bare" : "text";
    }
  return NULL;
}

static void
check_object (Trip *trip, GwObject *given, GwObject *got)
{
  const guint marks = GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD;
  g_autofree char *given_flags = g_strdup_printf ("%u", gw_object_get_flags (given) & marks);
  g_autofree char *got_flags = g_strdup_printf ("%u", gw_object_get_flags (got) & marks);
  g_autofree char *given_score = g_strdup_printf ("%.4f", gw_object_get_score (given));
  g_autofree char *got_score = g_strdup_printf ("%.4f", gw_object_get_score (got));

  for (guint i = 0; i < gw_object_get_n_attributes (given); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (given, i, &name, &value);
      check (trip, name, value, gw_object_get_attribute (got, name), "loss-attributes");
      check (trip, name, describe_kind (given, name), describe_kind (got, name), "loss-attributes");
    }
  check (trip, "flags", given_flags, got_flags, "loss-flags");
  check (trip, "score", given_score, got_score, "loss-score loss-unscored");
}

static void
check_objects (Trip *trip, const GwRecord *given, const GwRecord *got)
{
  g_autofree char *given_shapes = describe_shapes (trip->given_head, given->objects);
  g_autofree char *got_shapes = describe_shapes (trip->got_head, got->objects);
  g_autofree char *given_groups = NULL;
  g_autofree char *got_groups = NULL;

  /* A crowd may become void. */
  check (trip, "shapes", given_shapes, got_shapes,
         strcmp (trip->format->name, "voc-masks") == 0 ? "loss-flags " SHAPE_CODES : SHAPE_CODES);
  if (given->objects->len != got->objects->len)
    return;
  g_ptr_array_sort (given->objects, compare_objects);
  g_ptr_array_sort (got->objects, compare_objects);
  for (guint i = 0; i < given->objects->len; i++)
    check_object (trip, g_ptr_array_index (given->objects, i), g_ptr_array_index (got->objects, i));
  given_groups = describe_groups (given->objects);
  got_groups = describe_groups (got->objects);
  check (trip, "groups", given_groups, got_groups, "loss-group");
}

/* More than there were are of objects that are not there any more. */
static void
check_labels (Trip *trip, const GwRecord *given, const GwRecord *got, const char *codes)
{
  for (guint i = 0; i < given->labels->len; i++)
    {
      const char *name = class_name (trip->given_head, g_array_index (given->labels, GwLabel, i).class_id);
      const char *found = NULL;

      for (guint k = 0; found == NULL && k < got->labels->len; k++)
        {
          const char *other = class_name (trip->got_head, g_array_index (got->labels, GwLabel, k).class_id);

          found = strcmp (other, name) == 0 ? other : NULL;
        }
      check (trip, "label", name, found, codes);
    }
}

static void
check_record (Trip *trip, const GwRecord *given, const GwRecord *got)
{
  g_autofree char *given_sure = describe_sure (trip->given_head, given->labels);
  g_autofree char *got_sure = describe_sure (trip->got_head, got->labels);
  g_autofree char *given_scores = describe_sure (trip->given_head, given->scores);
  g_autofree char *got_scores = describe_sure (trip->got_head, got->scores);
  g_autofree char *given_tags = given->tags != NULL ? g_strjoinv (" ", given->tags) : NULL;
  g_autofree char *got_tags = got->tags != NULL ? g_strjoinv (" ", got->tags) : NULL;
  g_autofree char *given_people = describe_people (given);
  g_autofree char *got_people = describe_people (got);

  /* Folders of splits beside those of classes are taken for classes. */
  const char *label_codes = trip->format->flags & GW_FORMAT_SPLITS_ALL ? "loss-split loss-labels loss-multilabel"
                                                                       : "loss-labels loss-multilabel";

  /* Who has lost all labels was not looked at, as far as anybody knows; and models look at all. */
  if (!trip->given_head->predictions)
    check (trip, "labeled", given->labeled ? "yes" : "no", got->labeled ? "yes" : "no",
           trip->format->flags & GW_FORMAT_SPLITS_ALL ? "loss-split loss-negative loss-labels " SHAPE_CODES
                                                      : "loss-negative loss-labels " SHAPE_CODES);
  if (!trip->given_head->predictions)
    check (trip, "skipped", given->skipped ? "yes" : "no", got->skipped ? "yes" : "no", "loss-skipped");
  check_labels (trip, given, got, label_codes);
  check (trip, "confidences", given_sure, got_sure, "loss-score loss-labels");
  check (trip, "scores", given_scores, got_scores, "loss-score");
  check (trip, "tags", given_tags, got_tags, "loss-tags");
  for (gsize i = 0; given->attributes != NULL && given->attributes[i] != NULL; i += 2)
    check (trip, given->attributes[i], given->attributes[i + 1], gw_record_get_attribute (got, given->attributes[i]),
           "loss-attributes");
  if (given->split != NULL)
    check (trip, "split", given->split, got->split, "loss-split");
  check (trip, "people", given_people, got_people, "loss-author");
  check_objects (trip, given, got);
}

static const char *
parent_name (const GwRecordHead *head, GwClass *class)
{
  GwClass *parent = class != NULL ? gw_record_head_find_class (head, gw_class_get_parent_id (class)) : NULL;

  return parent != NULL ? gw_class_get_name (parent) : NULL;
}

static char *
describe_points (GwClass *class)
{
  GwSkeleton *skeleton = class != NULL ? gw_class_get_skeleton (class) : NULL;
  guint n_edges;

  if (skeleton == NULL)
    return NULL;
  gw_skeleton_get_edges (skeleton, &n_edges);
  return g_strdup_printf ("%u %s %u", gw_skeleton_get_n_points (skeleton), gw_skeleton_get_name (skeleton, 0), n_edges);
}

/* Those that were declared; others may be used, and declared then. */
static void
check_attributes (Trip *trip, GwClass *given, GwClass *got)
{
  const GPtrArray *attributes = gw_class_get_attributes (given);

  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      const GwAttribute *other = gw_class_find_attribute (got, attribute->name);

      check (trip, "attribute of class", attribute->name,
             other != NULL && other->kind == attribute->kind ? other->name : NULL, "loss-classes");
    }
}

static void
check_class (Trip *trip, GwClass *given)
{
  GwClass *got = gw_record_head_find_class_by_name (trip->got_head, gw_class_get_name (given));
  g_autofree char *given_points = describe_points (given);
  g_autofree char *got_points = describe_points (got);

  /* Where nothing has it any more, what was lost with it was told. */
  check (trip, "class", gw_class_get_name (given), got != NULL ? gw_class_get_name (got) : NULL,
         "loss-classes loss-labels loss-score loss-image " SHAPE_CODES);
  if (got == NULL)
    return;
  if (gw_class_get_color (given) == 0x123456)
    check (trip, "color", "own", gw_class_get_color (got) == 0x123456 ? "own" : "other", "loss-classes");
  check (trip, "key", gw_class_get_hotkey (given), gw_class_get_hotkey (got), "loss-classes");
  check (trip, "parent", parent_name (trip->given_head, given), parent_name (trip->got_head, got), "loss-classes");
  check_attributes (trip, given, got);
  if (given_points != NULL)
    check (trip, "points of class", given_points, got_points, "loss-classes loss-skeleton");
}

/* --- there and back ------------------------------------------------------------------------------- */

/* The codes that were told of the kind's own image, or of no image. */
static void
note_told (Trip *trip)
{
  g_autoptr (GPtrArray) problems = gw_problems_list (trip->self->problems, NULL);
  g_autofree char *image = g_strconcat (trip->kind, ".png", NULL);

  g_hash_table_remove_all (trip->told);
  for (guint i = 0; i < problems->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (problems, i);

      if (problem->image == NULL || strcmp (problem->image, image) == 0)
        g_hash_table_add (trip->told, g_strdup (problem->code));
    }
}

/* Folders are the formats' own, and so is what Cityscapes has in its names. */
static char *
get_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_auto (GStrv) parts = g_strsplit (name, "_leftImg8bit", 2);

  return g_strjoinv ("", parts);
}

/* Results name images and classes by the numbers of a data set, which gives them. */
static void
read_results (Trip *trip, const char *path)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GwReadOptions options = { .image_paths = paths, .known = trip->given_head };

  for (guint i = 0; i < trip->given->len; i++)
    g_hash_table_insert (paths, g_strdup_printf ("%u", i + 1),
                         g_strdup (((const GwRecord *) g_ptr_array_index (trip->given, i))->path));
  for (guint i = 0; i < trip->given_head->classes->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      gw_class_set_alias (g_ptr_array_index (trip->given_head->classes, i), "coco", number, NULL);
    }
  g_assert_true (fixture_read (trip->self, trip->format->name, path, &options));
}

/* Adds what one table has to what others had of the same image. */
static void
join_record (GPtrArray *records, GwRecord *record)
{
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *other = g_ptr_array_index (records, i);

      if (strcmp (other->path, record->path) != 0)
        continue;
      g_array_append_vals (other->labels, record->labels->data, record->labels->len);
      for (guint k = 0; k < record->objects->len; k++)
        g_ptr_array_add (other->objects, g_object_ref (g_ptr_array_index (record->objects, k)));
      gw_record_free (record);
      return;
    }
  g_ptr_array_add (records, record);
}

/* Tables are read one by one; their classes have one order here. */
static void
read_tables (Trip *trip, const char *folder)
{
  static const char *const names[] = { "labels.csv", "scores.csv", "detections.csv" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_autoptr (GwRecordHead) head = gw_record_head_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      g_assert_true (fixture_read (trip->self, "csv", path, NULL));
      for (guint k = 0; k < trip->self->records->len; k++)
        {
          GwRecord *record = gw_record_copy (fixture_record (trip->self, k));
          GArray *const lists[] = { record->labels, record->scores };

          for (gsize n = 0; n < G_N_ELEMENTS (lists); n++)
            for (guint m = 0; lists[n] != NULL && m < lists[n]->len; m++)
              {
                GwLabel *label = &g_array_index (lists[n], GwLabel, m);

                label->class_id = gw_class_get_id (
                    gw_record_head_ensure_class (head, fixture_class (trip->self, label->class_id)));
              }
          for (guint m = 0; m < record->objects->len; m++)
            {
              GwObject *object = gw_object_copy (g_ptr_array_index (record->objects, m));
              const char *name = fixture_class (trip->self, gw_object_get_class_id (object));

              gw_object_set_class_id (object, gw_class_get_id (gw_record_head_ensure_class (head, name)));
              g_object_unref (g_ptr_array_index (record->objects, m));
              record->objects->pdata[m] = object;
            }
          join_record (records, record);
        }
    }
  g_clear_pointer (&trip->self->head, gw_record_head_free);
  g_clear_pointer (&trip->self->records, g_ptr_array_unref);
  trip->self->head = g_steal_pointer (&head);
  trip->self->records = g_steal_pointer (&records);
}

static void
read_back (Trip *trip, const char *path)
{
  if (strcmp (trip->format->name, "coco-results") == 0)
    read_results (trip, path);
  else if (strcmp (trip->format->name, "csv") == 0)
    read_tables (trip, path);
  else
    g_assert_true (fixture_read (trip->self, trip->format->name, path, NULL));
  trip->got_head = g_steal_pointer (&trip->self->head);
  trip->got = g_steal_pointer (&trip->self->records);
}

static void
forget (Trip *trip)
{
  g_clear_pointer (&trip->given_head, gw_record_head_free);
  g_clear_pointer (&trip->given, g_ptr_array_unref);
  g_clear_pointer (&trip->got_head, gw_record_head_free);
  g_clear_pointer (&trip->got, g_ptr_array_unref);
}

static GwRecord *
find_record (const GPtrArray *records, const char *name)
{
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);
      g_autofree char *other = get_name (record->path);

      if (strcmp (other, name) == 0)
        return record;
    }
  return NULL;
}

static void
compare (Trip *trip)
{
  g_autofree char *name = g_strconcat (trip->kind, ".png", NULL);
  const GwRecord *given = find_record (trip->given, name);
  const GwRecord *got = find_record (trip->got, name);

  check (trip, "image", "there", got != NULL ? "there" : "gone", "loss-image");
  if (got != NULL)
    check_record (trip, given, got);
  /* Those of results are the data set's. */
  for (guint i = 0; (trip->format->flags & GW_FORMAT_NAMES_BY_NUMBER) == 0 && i < trip->given_head->classes->len; i++)
    check_class (trip, g_ptr_array_index (trip->given_head->classes, i));
}

static void
travel (Trip *trip, gsize kind)
{
  Fixture *self = trip->self;
  GwWriteOptions options = { .lossless = TRUE, .overwrite = TRUE, .duplicate = TRUE };
  g_autofree char *source = loss_kinds_write (self, kind);
  g_autofree char *target = NULL;
  g_autofree char *path = NULL;

  trip->kind = loss_kinds[kind].name;
  target = g_strdup_printf ("%s-%s%s", trip->format->name, trip->kind,
                            trip->format->suffix != NULL ? trip->format->suffix : "");
  path = fixture_path (self, target);
  if (trip->format->flags & GW_FORMAT_TARGET_IS_FOLDER)
    options.copy = GW_COPY_COPY;
  if (!fixture_convert (self, source, "gw-jsonl", trip->format->name, target, &options))
    {
      /* Poses need a class with points. */
      g_assert_cmpstr (trip->format->name, ==, "yolo-pose");
      return;
    }
  note_told (trip);

  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  trip->given_head = g_steal_pointer (&self->head);
  trip->given = g_steal_pointer (&self->records);
  read_back (trip, path);
  compare (trip);
  forget (trip);
}

static void
test_format (Fixture *self, gconstpointer data)
{
  Trip trip = { .self = self, .format = data };

  trip.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < n_loss_kinds; i++)
    travel (&trip, i);
  g_assert_cmpuint (trip.n_untold, ==, 0);
  g_hash_table_unref (trip.told);
}

int
main (int argc, char **argv)
{
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/losses/nothing-vanishes-untold/", formats[i]->name, NULL);

      /* A file of classes has no images, and nothing that it holds of them comes back. */
      if ((formats[i]->flags & GW_FORMAT_READS) != 0 && (formats[i]->flags & GW_FORMAT_WRITES) != 0
          && strcmp (formats[i]->name, "label-categories") != 0)
        g_test_add (path, Fixture, formats[i], fixture_set_up, test_format, fixture_tear_down);
    }

  return g_test_run ();
}
