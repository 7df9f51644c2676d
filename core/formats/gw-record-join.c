/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-record-join.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-path.h"

/* What records take beside their texts and points, roughly. */
#define BYTES_RECORD 512
#define BYTES_OBJECT 256
#define BYTES_LABEL 16
#define BYTES_TEXT 24

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

/* Lists of labels in a record. */
typedef enum
{
  LABELS,
  SCORES,
  TRUTH,
  ABSENT,
  N_LISTS
} List;

/* A record to which others are joined, with what would else be looked for in it each time. */
typedef struct
{
  GwRecord *record;
  GwProblems *problems; /* (nullable) */
  gint64 largest_group;
  GHashTable *classes[N_LISTS]; /* (nullable): sets of gint64 */
  GPtrArray *tags;              /* (nullable), of char*, owned: instead of the record's */
  GHashTable *known_tags;       /* then: the same as a set */
} Joining;

static Joining *
joining_new (GwRecord *record, GwProblems *problems)
{
  Joining *self = g_new0 (Joining, 1);

  self->record = record;
  self->problems = problems;
  for (guint i = 0; i < record->objects->len; i++)
    self->largest_group = MAX (self->largest_group, gw_object_get_group (g_ptr_array_index (record->objects, i)));

  return self;
}

static void
joining_free (gpointer data)
{
  Joining *self = data;

  for (guint i = 0; i < N_LISTS; i++)
    g_clear_pointer (&self->classes[i], g_hash_table_unref);
  g_clear_pointer (&self->known_tags, g_hash_table_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_free (self);
}

static void
join_objects (Joining *joining, GwRecord *more)
{
  GwRecord *self = joining->record;
  const gint64 offset = joining->largest_group;
  const gboolean has_places = self->places != NULL && self->places->len == self->objects->len && more->places != NULL
                              && more->places->len == more->objects->len;

  for (guint i = 0; i < more->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (more->objects, i);
      const gint64 group = gw_object_get_group (object);

      if (group > 0 && group <= G_MAXINT64 - offset)
        gw_object_set_group (object, group + offset);
      joining->largest_group = MAX (joining->largest_group, gw_object_get_group (object));
      gw_object_set_z (object, (int) self->objects->len);
      g_ptr_array_add (self->objects, g_object_ref (object));
    }
  if (has_places)
    g_array_append_vals (self->places, more->places->data, more->places->len);
  else
    g_clear_pointer (&self->places, g_array_unref);
}

static GArray **
get_list (GwRecord *record, List which)
{
  return which == LABELS   ? &record->labels
         : which == SCORES ? &record->scores
         : which == TRUTH  ? &record->truth
                           : &record->absent;
}

static void
note_classes (GHashTable *classes, const GArray *labels, guint from)
{
  for (guint i = from; i < labels->len; i++)
    {
      const gint64 id = g_array_index (labels, GwLabel, i).class_id;

      if (!g_hash_table_contains (classes, &id))
        g_hash_table_add (classes, g_memdup2 (&id, sizeof id));
    }
}

/* Those of classes that are not there. */
static void
join_labels (Joining *joining, GwRecord *more, List which)
{
  GArray **list = get_list (joining->record, which), *other = *get_list (more, which);
  guint n;

  if (other == NULL || other->len == 0)
    return;
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  if (joining->classes[which] == NULL)
    {
      joining->classes[which] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      note_classes (joining->classes[which], *list, 0);
    }
  n = (*list)->len;
  for (guint i = 0; i < other->len; i++)
    {
      const GwLabel *label = &g_array_index (other, GwLabel, i);

      if (!g_hash_table_contains (joining->classes[which], &label->class_id))
        g_array_append_val (*list, *label);
    }
  note_classes (joining->classes[which], *list, n);
}

static void
add_tags (Joining *joining, GStrv tags)
{
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      char *tag;

      if (g_hash_table_contains (joining->known_tags, tags[i]))
        continue;
      tag = g_strdup (tags[i]);
      g_ptr_array_add (joining->tags, tag);
      g_hash_table_add (joining->known_tags, tag);
    }
}

static void
join_tags (Joining *joining, const GwRecord *more)
{
  if (more->tags == NULL)
    return;
  if (joining->tags == NULL)
    {
      joining->tags = g_ptr_array_new_with_free_func (g_free);
      joining->known_tags = g_hash_table_new (g_str_hash, g_str_equal);
      add_tags (joining, joining->record->tags);
    }
  add_tags (joining, more->tags);
}

static void
take_text (char **self, char **more)
{
  if (*self == NULL)
    *self = g_steal_pointer (more);
}

static void
join_attributes (Joining *joining, const GwRecord *more)
{
  if (gw_record_add_attributes (joining->record, more) > 0 && joining->problems != NULL)
    gw_problems_report (joining->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                       .outcome = GW_OUTCOME_CHANGED,
                                       .code = "attribute-differs",
                                       .image = more->path,
                                       .text = _ ("An attribute of the image has another value in a second place. The "
                                                  "first one was taken.") });
}

/* What is true of the image whoever speaks of it. */
static void
join_facts (Joining *joining, GwRecord *more)
{
  GwRecord *self = joining->record;

  if (self->width <= 0 || self->height <= 0)
    {
      self->width = more->width;
      self->height = more->height;
    }
  take_text (&self->file, &more->file);
  take_text (&self->root, &more->root);
  take_text (&self->sha256, &more->sha256);
  take_text (&self->split, &more->split);
  join_tags (joining, more);
  join_attributes (joining, more);
}

/* more: (transfer full) */
static void
join (Joining *joining, GwRecord *more)
{
  GwRecord *self = joining->record;

  join_objects (joining, more);
  for (List which = LABELS; which < N_LISTS; which++)
    join_labels (joining, more, which);
  join_facts (joining, more);
  take_text (&self->bag, &more->bag);
  self->labeled = self->labeled || more->labeled;
  self->skipped = self->skipped && more->skipped;
  self->modified = MAX (self->modified, more->modified);
  gw_record_free (more);
}

/* The record is whole. */
static void
joining_end (Joining *self)
{
  GwRecord *record = self->record;

  /* What one place has and another has not is there. */
  gw_record_drop_present (record);
  if (self->tags == NULL)
    return;
  g_strfreev (record->tags);
  g_ptr_array_add (self->tags, NULL);
  g_ptr_array_set_free_func (self->tags, NULL);
  record->tags = (GStrv) g_ptr_array_free (g_steal_pointer (&self->tags), FALSE);
}

void
gw_record_join (GwRecord *self, GwRecord *more)
{
  Joining *joining = joining_new (self, NULL);

  join (joining, more);
  joining_end (joining);
  joining_free (joining);
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

/* Those of one person joined, each in the place of the first. FALSE: cancelled. */
static gboolean
join_people (GPtrArray *records, GwProblems *problems, GCancellable *cancellable)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, joining_free);
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);
      const char *name = get_speaker (record) != NULL ? get_speaker (record) : "";
      Joining *joining = g_hash_table_lookup (people, name);

      if (g_cancellable_is_cancelled (cancellable))
        {
          /* Those before are in their places, or joined; these follow. */
          while (i < records->len)
            records->pdata[n++] = records->pdata[i++];
          records->len = n;
          return FALSE;
        }
      if (joining != NULL)
        join (joining, record);
      else
        {
          g_hash_table_insert (people, g_strdup (name), joining_new (record, problems));
          records->pdata[n++] = record;
        }
    }
  records->len = n;
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    joining_end (value);

  return TRUE;
}

/* The first who says something, with what others tell of the image itself. */
static GwRecord *
choose_answer (GwRecordJoin *self, GPtrArray *records, GwProblems *problems)
{
  guint chosen = 0;
  GwRecord *answer;
  Joining *joining;

  while (chosen + 1 < records->len && !says_something (g_ptr_array_index (records, chosen)))
    chosen++;
  answer = g_ptr_array_index (records, chosen);
  if (!says_something (answer))
    answer = g_ptr_array_index (records, chosen = 0);
  joining = joining_new (answer, problems);
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *other = g_ptr_array_index (records, i);

      if (i == chosen)
        continue;
      if (says_something (other))
        gw_format_report_answer (self->to, other, problems);
      join_facts (joining, other);
      gw_record_free (other);
    }
  records->len = 0;
  joining_end (joining);
  joining_free (joining);

  return answer;
}

/* Ends the image, whose records have come; NULL: cancelled. */
static GwRecord *
give (GwRecordJoin *self, Image *image, GwProblems *problems, GCancellable *cancellable)
{
  GwRecord *record = join_people (image->held, problems, cancellable) ? choose_answer (self, image->held, problems)
                                                                      : NULL;

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

/* Texts that a file may make as long as it likes. */
static gsize
measure_text (const char *text)
{
  return text != NULL ? BYTES_TEXT + strlen (text) : 0;
}

static gsize
measure_object (GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  gsize bytes = BYTES_OBJECT + measure_text (gw_object_get_bag (object)) + measure_text (gw_object_get_author (object));

  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      bytes += measure_text (name) + measure_text (value);
    }

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
  const char *const texts[] = { record->path,  record->file,      record->root,  record->source, record->sha256,
                                record->split, record->annotator, record->model, record->bag,    record->raw };
  const GArray *const lists[] = { record->labels, record->scores, record->truth, record->absent, record->places };
  gsize bytes = BYTES_RECORD;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    bytes += measure_text (texts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    bytes += lists[i] != NULL ? BYTES_LABEL * (gsize) lists[i]->len : 0;
  for (gsize i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    bytes += measure_text (record->tags[i]);
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i++)
    bytes += measure_text (record->attributes[i]);
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
gw_record_join_take (GwRecordJoin *self, GwRecord *record, GwProblems *problems, GCancellable *cancellable)
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
    return give (self, image, problems, cancellable);
  if (self->bytes > self->most_bytes && self->bytes > image->bytes)
    put_off (self, image);

  return NULL;
}

GwRecord *
gw_record_join_take_rest (GwRecordJoin *self, GwProblems *problems, GCancellable *cancellable)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->images);
  while (self->bytes > 0 && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Image *image = value;

      if (image->state == HELD)
        return give (self, image, problems, cancellable);
    }

  return NULL;
}
