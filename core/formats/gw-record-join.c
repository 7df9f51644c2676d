/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-record-join.h"

#include <string.h>

#include "gw-path.h"

/* What records take beside their texts and points, roughly. */
#define BYTES_RECORD 512
#define BYTES_OBJECT 256
#define BYTES_LABEL 16

typedef enum
{
  WAITING, /* nothing of it has come in this reading */
  HELD,
  LATER, /* there is no room in this reading */
  DONE
} State;

/* An image, or what one person says of it. */
typedef struct
{
  char *key;
  guint n;      /* records in a reading */
  guint n_come; /* in this one */
  State state;
  GPtrArray *held; /* (nullable), of GwRecord, owned */
  gsize bytes;
} Image;

struct _GwRecordJoin
{
  const GwFormat *to;
  gsize most_bytes;
  GHashTable *images; /* key -> Image */
  gsize bytes;        /* of all that is held */
  guint n_readings;   /* that were begun, after the first */
  guint n_later;      /* images that wait for the next one */
};

static void
image_free (gpointer data)
{
  Image *image = data;

  g_clear_pointer (&image->held, g_ptr_array_unref);
  g_free (image->key);
  g_free (image);
}

GwRecordJoin *
gw_record_join_new (const GwFormat *to, gsize most_bytes)
{
  GwRecordJoin *self = g_new0 (GwRecordJoin, 1);

  self->to = to;
  self->most_bytes = most_bytes;
  self->images = g_hash_table_new_full (gw_path_hash, gw_path_equal, NULL, image_free);

  return self;
}

void
gw_record_join_free (GwRecordJoin *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->images);
  g_free (self);
}

/* --- two of one image -------------------------------------------------------------------- */

static gint64
find_largest_group (const GwRecord *record)
{
  gint64 largest = 0;

  for (guint i = 0; i < record->objects->len; i++)
    largest = MAX (largest, gw_object_get_group (g_ptr_array_index (record->objects, i)));

  return largest;
}

static void
join_objects (GwRecord *self, GwRecord *more)
{
  const gint64 offset = find_largest_group (self);
  const gboolean has_places = self->places != NULL && self->places->len == self->objects->len && more->places != NULL
                              && more->places->len == more->objects->len;

  for (guint i = 0; i < more->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (more->objects, i);
      const gint64 group = gw_object_get_group (object);

      if (group > 0 && group <= G_MAXINT64 - offset)
        gw_object_set_group (object, group + offset);
      gw_object_set_z (object, (int) self->objects->len);
      g_ptr_array_add (self->objects, g_object_ref (object));
    }
  if (has_places)
    g_array_append_vals (self->places, more->places->data, more->places->len);
  else
    g_clear_pointer (&self->places, g_array_unref);
}

static gboolean
has_label (const GArray *labels, guint n, gint64 class_id)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (labels, GwLabel, i).class_id == class_id)
      return TRUE;
  return FALSE;
}

/* Those of classes that are not there. */
static void
join_labels (GArray **self, GArray *more)
{
  guint n;

  if (more == NULL)
    return;
  if (*self == NULL)
    *self = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  n = (*self)->len;
  for (guint i = 0; i < more->len; i++)
    {
      const GwLabel *label = &g_array_index (more, GwLabel, i);

      if (!has_label (*self, n, label->class_id))
        g_array_append_val (*self, *label);
    }
}

static void
join_tags (GwRecord *self, const GwRecord *more)
{
  g_autoptr (GPtrArray) tags = NULL;

  if (more->tags == NULL)
    return;
  tags = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    g_ptr_array_add (tags, g_strdup (self->tags[i]));
  for (gsize i = 0; more->tags[i] != NULL; i++)
    if (self->tags == NULL || !g_strv_contains ((const char *const *) self->tags, more->tags[i]))
      g_ptr_array_add (tags, g_strdup (more->tags[i]));
  g_ptr_array_add (tags, NULL);
  g_ptr_array_set_free_func (tags, NULL);
  g_strfreev (self->tags);
  self->tags = (GStrv) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

static void
take_text (char **self, char **more)
{
  if (*self == NULL)
    *self = g_steal_pointer (more);
}

/* What one place has and another has not is there. */
static void
join_absent (GwRecord *self, GArray *more)
{
  join_labels (&self->absent, more);
  for (guint i = self->absent != NULL ? self->absent->len : 0; i > 0; i--)
    if (has_label (self->labels, self->labels->len, g_array_index (self->absent, GwLabel, i - 1).class_id))
      g_array_remove_index (self->absent, i - 1);
  if (self->absent != NULL && self->absent->len == 0)
    g_clear_pointer (&self->absent, g_array_unref);
}

/* What is true of the image whoever speaks of it. */
static void
join_facts (GwRecord *self, GwRecord *more)
{
  if (self->width <= 0 || self->height <= 0)
    {
      self->width = more->width;
      self->height = more->height;
    }
  take_text (&self->file, &more->file);
  take_text (&self->root, &more->root);
  take_text (&self->sha256, &more->sha256);
  take_text (&self->split, &more->split);
  join_tags (self, more);
}

void
gw_record_join (GwRecord *self, GwRecord *more)
{
  join_objects (self, more);
  join_labels (&self->labels, more->labels);
  join_labels (&self->scores, more->scores);
  join_labels (&self->truth, more->truth);
  join_absent (self, more->absent);
  join_facts (self, more);
  take_text (&self->bag, &more->bag);
  self->labeled = self->labeled || more->labeled;
  self->skipped = self->skipped && more->skipped;
  self->modified = MAX (self->modified, more->modified);
  gw_record_free (more);
}

/* --- all of one image --------------------------------------------------------------------- */

static const char *
get_speaker (const GwRecord *record)
{
  return record->annotator != NULL ? record->annotator : record->model;
}

static gboolean
says_something (const GwRecord *record)
{
  return record->labeled || record->absent != NULL || gw_record_count_labels (record) > 0;
}

/* Those of one person joined, each in the place of the first. */
static void
join_people (GPtrArray *records)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);
      const char *name = get_speaker (record) != NULL ? get_speaker (record) : "";
      GwRecord *first = g_hash_table_lookup (people, name);

      if (first != NULL)
        gw_record_join (first, record);
      else
        {
          g_hash_table_insert (people, (gpointer) name, record);
          records->pdata[n++] = record;
        }
    }
  records->len = n;
}

/* The first who says something, with what others tell of the image itself. */
static GwRecord *
choose_answer (GwRecordJoin *self, GPtrArray *records, GwProblems *problems)
{
  guint chosen = 0;
  GwRecord *answer;

  while (chosen + 1 < records->len && !says_something (g_ptr_array_index (records, chosen)))
    chosen++;
  answer = g_ptr_array_index (records, chosen);
  if (!says_something (answer))
    answer = g_ptr_array_index (records, chosen = 0);
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *other = g_ptr_array_index (records, i);

      if (i == chosen)
        continue;
      if (says_something (other))
        gw_format_report_answer (self->to, other, problems);
      join_facts (answer, other);
      gw_record_free (other);
    }
  records->len = 0;

  return answer;
}

/* Ends the image, whose records have come. */
static GwRecord *
give (GwRecordJoin *self, Image *image, GwProblems *problems)
{
  GwRecord *record;

  join_people (image->held);
  record = choose_answer (self, image->held, problems);
  self->bytes -= image->bytes;
  image->bytes = 0;
  image->state = DONE;
  g_clear_pointer (&image->held, g_ptr_array_unref);

  return record;
}

/* --- the readings ------------------------------------------------------------------------- */

static char *
make_key (const GwRecordJoin *self, const GwRecord *record)
{
  const char *speaker = self->to->flags & GW_FORMAT_HOLDS_PEOPLE ? get_speaker (record) : NULL;

  return speaker != NULL ? g_strdup_printf ("%s\n%s", record->path, speaker) : g_strdup (record->path);
}

/* NULL for one that comes once. */
static Image *
find_image (const GwRecordJoin *self, const GwRecord *record)
{
  g_autofree char *key = make_key (self, record);
  Image *image = g_hash_table_lookup (self->images, key);

  return image != NULL && image->n > 1 ? image : NULL;
}

static Image *
ensure_image (GwRecordJoin *self, const GwRecord *record)
{
  g_autofree char *key = make_key (self, record);
  Image *image = g_hash_table_lookup (self->images, key);

  if (image == NULL)
    {
      image = g_new0 (Image, 1);
      image->key = g_steal_pointer (&key);
      g_hash_table_insert (self->images, image->key, image);
    }

  return image;
}

gboolean
gw_record_join_note (GwRecordJoin *self, const GwRecord *record, gboolean is_again)
{
  const gboolean by_people = (self->to->flags & GW_FORMAT_HOLDS_PEOPLE) != 0;
  Image *image;

  if (record->path == NULL || (!by_people && !is_again))
    return FALSE;
  image = ensure_image (self, record);
  /* The one before was not noted. */
  if (!by_people && image->n == 0)
    image->n = 1;

  return ++image->n > 1;
}

gboolean
gw_record_join_begin (GwRecordJoin *self)
{
  GHashTableIter iter;
  gpointer value;

  if (self->n_readings++ > 0 && self->n_later == 0)
    return FALSE;
  self->n_later = 0;
  g_hash_table_iter_init (&iter, self->images);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Image *image = value;

      if (image->state == LATER)
        image->state = WAITING;
      image->n_come = 0;
    }

  return TRUE;
}

static gsize
measure_object (GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  gsize bytes = BYTES_OBJECT;

  if (shape->kind == GW_SHAPE_POLYGON)
    for (size_t i = 0; i < shape->as.polygon.n_rings; i++)
      bytes += shape->as.polygon.rings[i].n_points * sizeof (GwPoint);
  else if (shape->kind == GW_SHAPE_POLYLINE)
    bytes += shape->as.line.n_points * sizeof (GwPoint);
  else if (shape->kind == GW_SHAPE_POINTS)
    bytes += shape->as.points.n_points * sizeof (GwKeypoint);
  else if (shape->kind == GW_SHAPE_MASK)
    bytes += shape->as.mask.n_runs * sizeof *shape->as.mask.runs;

  return bytes;
}

static gsize
measure (const GwRecord *record)
{
  gsize bytes = BYTES_RECORD + BYTES_LABEL * (gsize) gw_record_count_labels (record);

  bytes += record->bag != NULL ? strlen (record->bag) : 0;
  for (guint i = 0; i < record->objects->len; i++)
    bytes += measure_object (g_ptr_array_index (record->objects, i));

  return bytes;
}

/* Nothing of the image any more in this reading. */
static void
put_off (GwRecordJoin *self, Image *image)
{
  g_clear_pointer (&image->held, g_ptr_array_unref);
  self->bytes -= image->bytes;
  image->bytes = 0;
  image->state = LATER;
  self->n_later++;
}

static void
hold (GwRecordJoin *self, Image *image, GwRecord *record)
{
  const gsize bytes = measure (record);

  if (image->held == NULL)
    image->held = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_ptr_array_add (image->held, record);
  image->state = HELD;
  image->bytes += bytes;
  self->bytes += bytes;
}

GwRecord *
gw_record_join_take (GwRecordJoin *self, GwRecord *record, GwProblems *problems)
{
  Image *image = record->path != NULL ? find_image (self, record) : NULL;

  /* What comes once was given the first time. */
  if (image != NULL ? image->state == DONE || image->state == LATER : self->n_readings > 1)
    {
      gw_record_free (record);
      return NULL;
    }
  if (image == NULL)
    return record;

  image->n_come++;
  hold (self, image, record);
  if (image->n_come >= image->n)
    return give (self, image, problems);
  if (self->bytes > self->most_bytes && self->bytes > image->bytes)
    put_off (self, image);

  return NULL;
}

GwRecord *
gw_record_join_take_rest (GwRecordJoin *self, GwProblems *problems)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->images);
  while (self->bytes > 0 && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Image *image = value;

      if (image->state == HELD)
        return give (self, image, problems);
    }

  return NULL;
}
