/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-tracks.h"

#include <string.h>

#include "gw-coco-pool.h"
#include "gw-number.h"

enum
{
  OP_DONE,
  OP_START, /* name, line, number of attributes, names and values */
  OP_END    /* text */
};

/* The objects of one frame: a chain in the pool, from the last to the first. */
typedef struct
{
  guint64 last;
  gint64 frame;
  char *subset; /* (nullable) */
} Frame;

struct _GwCvatTracks
{
  GwCocoPool *pool;
  GHashTable *frames;   /* key -> Frame */
  GHashTable *passed;   /* set of keys */
  GPtrArray *inherited; /* char *: name and value by turns, of the open track */
  char *task;           /* (nullable): of the open track */
  char *subset;         /* (nullable) */
  GByteArray *record;   /* of the open object */
  guint depth;          /* of open elements in the track */
  char *frame;          /* (nullable): of the open object */
  gboolean is_key;      /* the open object is a key frame */
  gboolean is_outside;  /* the object is not in the picture there */
  guint n_points;       /* of the open object, that have visibilities of their own */
  guint n_points_outside;
  GwCvatTrackCounts counts;
};

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  g_free (frame->subset);
  g_free (frame);
}

GwCvatTracks *
gw_cvat_tracks_new (void)
{
  GwCvatTracks *self = g_new0 (GwCvatTracks, 1);

  self->pool = gw_coco_pool_new ();
  self->frames = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, frame_free);
  self->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->inherited = g_ptr_array_new_with_free_func (g_free);
  self->record = g_byte_array_new ();

  return self;
}

void
gw_cvat_tracks_free (GwCvatTracks *self)
{
  if (self == NULL)
    return;
  gw_coco_pool_free (self->pool);
  g_hash_table_unref (self->frames);
  g_hash_table_unref (self->passed);
  g_ptr_array_unref (self->inherited);
  g_byte_array_unref (self->record);
  g_free (self->task);
  g_free (self->subset);
  g_free (self->frame);
  g_free (self);
}

char *
gw_cvat_frame_key (const char *task, const char *frame)
{
  return g_strdup_printf ("%s/%s", task != NULL ? task : "", frame);
}

/* --- recording --------------------------------------------------------------------- */

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
inherit (GwCvatTracks *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (self->inherited, g_strdup (name));
  g_ptr_array_add (self->inherited, g_strdup (value));
}

void
gw_cvat_tracks_begin (GwCvatTracks *self, const char *const *names, const char *const *values)
{
  static const char *const passed_on[] = { "label", "source", "group_id" };

  g_ptr_array_set_size (self->inherited, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (passed_on); i++)
    inherit (self, passed_on[i], gw_xml_get_attribute (names, values, passed_on[i]));
  inherit (self, "track_id", gw_xml_get_attribute (names, values, "id"));
  replace (&self->task, gw_xml_get_attribute (names, values, "task_id"));
  replace (&self->subset, gw_xml_get_attribute (names, values, "subset"));
  self->counts = (GwCvatTrackCounts) { 0 };
  self->depth = 0;
}

static void
pack_text (GByteArray *out, const char *text)
{
  gw_pack_bytes (out, text, strlen (text) + 1);
}

static gboolean
has_value (const char *const *names, const char *const *values, const char *name, const char *value)
{
  return g_strcmp0 (gw_xml_get_attribute (names, values, name), value) == 0;
}

/* What says where in the track it is says nothing about the object. */
static gboolean
is_of_track (const char *name, guint depth)
{
  return strcmp (name, "frame") == 0 || strcmp (name, "keyframe") == 0 || (depth == 0 && strcmp (name, "outside") == 0);
}

static void
pack_start (GwCvatTracks *self, const char *name, const char *const *names, const char *const *values, guint64 line)
{
  guint n = self->depth == 0 ? self->inherited->len / 2 : 0;

  for (gsize i = 0; names[i] != NULL; i++)
    n += is_of_track (names[i], self->depth) ? 0 : 1;
  gw_pack_uint (self->record, OP_START);
  pack_text (self->record, name);
  gw_pack_uint (self->record, line);
  gw_pack_uint (self->record, n);
  for (guint i = 0; self->depth == 0 && i < self->inherited->len; i++)
    pack_text (self->record, g_ptr_array_index (self->inherited, i));
  for (gsize i = 0; names[i] != NULL; i++)
    if (!is_of_track (names[i], self->depth))
      {
        pack_text (self->record, names[i]);
        pack_text (self->record, values[i]);
      }
}

void
gw_cvat_tracks_start (GwCvatTracks *self, const char *name, const char *const *names, const char *const *values,
                      guint64 line)
{
  if (self->depth == 0)
    {
      g_byte_array_set_size (self->record, 0);
      replace (&self->frame, gw_xml_get_attribute (names, values, "frame"));
      self->is_key = !has_value (names, values, "keyframe", "0");
      self->is_outside = has_value (names, values, "outside", "1");
      self->n_points = self->n_points_outside = 0;
    }
  else if (self->depth == 1 && gw_xml_get_attribute (names, values, "outside") != NULL)
    {
      self->n_points++;
      self->n_points_outside += has_value (names, values, "outside", "1") ? 1 : 0;
    }
  pack_start (self, name, names, values, line);
  self->depth++;
}

/* Puts the record at the end of its frame's chain. */
static void
keep (GwCvatTracks *self, gint64 number)
{
  g_autofree char *key = gw_cvat_frame_key (self->task, self->frame);
  Frame *frame = g_hash_table_lookup (self->frames, key);
  g_autoptr (GByteArray) whole = g_byte_array_new ();

  if (frame == NULL)
    {
      frame = g_new0 (Frame, 1);
      frame->frame = number;
      frame->subset = g_strdup (self->subset);
      g_hash_table_insert (self->frames, g_steal_pointer (&key), frame);
    }
  gw_pack_uint (whole, frame->last);
  g_byte_array_append (whole, self->record->data, self->record->len);
  gw_pack_uint (whole, OP_DONE);
  frame->last = gw_coco_pool_add (self->pool, whole);
  self->counts.kept++;
}

void
gw_cvat_tracks_end (GwCvatTracks *self, const char *text)
{
  const gboolean is_outside = self->is_outside || (self->n_points > 0 && self->n_points_outside == self->n_points);
  gint64 number;

  gw_pack_uint (self->record, OP_END);
  pack_text (self->record, text);
  if (--self->depth > 0)
    return;
  if (self->frame == NULL || !gw_number_parse_int64 (self->frame, -1, &number) || number < 0)
    self->counts.lost++;
  else if (self->is_key && !is_outside)
    keep (self, number);
  else if (!is_outside)
    {
      self->counts.interpolated++;
      g_hash_table_add (self->passed, gw_cvat_frame_key (self->task, self->frame));
    }
}

GwCvatTrackCounts
gw_cvat_tracks_finish (GwCvatTracks *self)
{
  return self->counts;
}

/* --- replaying ------------------------------------------------------------------------- */

static const char *
unpack_text (const guint8 **at)
{
  gsize length;

  return (const char *) gw_unpack_bytes (at, &length);
}

static gboolean
replay_start (const guint8 **at, GPtrArray *open, const GwXmlFuncs *funcs, gpointer data)
{
  const char *name = unpack_text (at);
  const guint64 line = gw_unpack_uint (at);
  const guint64 n = gw_unpack_uint (at);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint64 i = 0; i < n; i++)
    {
      g_ptr_array_add (names, (gpointer) unpack_text (at));
      g_ptr_array_add (values, (gpointer) unpack_text (at));
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (values, NULL);
  g_ptr_array_add (open, (gpointer) name);

  return funcs->start (name, (const char *const *) names->pdata, (const char *const *) values->pdata, line, data, NULL);
}

static void
replay_record (const guint8 *at, const GwXmlFuncs *funcs, gpointer data)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  guint64 op;

  gw_unpack_uint (&at);
  while ((op = gw_unpack_uint (&at)) != OP_DONE)
    {
      if (op == OP_START)
        replay_start (&at, open, funcs, data);
      else
        funcs->end (g_ptr_array_steal_index (open, open->len - 1), unpack_text (&at), data, NULL);
    }
}

gboolean
gw_cvat_tracks_replay (GwCvatTracks *self, const char *key, const GwXmlFuncs *funcs, gpointer data)
{
  const Frame *frame = g_hash_table_lookup (self->frames, key);
  g_autoptr (GPtrArray) records = NULL;

  if (frame == NULL)
    return FALSE;
  records = g_ptr_array_new ();
  for (guint64 place = frame->last; place != 0;)
    {
      const guint8 *at = gw_coco_pool_get (self->pool, place);

      g_ptr_array_add (records, (gpointer) at);
      place = gw_unpack_uint (&at);
    }
  for (guint i = records->len; i > 0; i--)
    replay_record (g_ptr_array_index (records, i - 1), funcs, data);
  g_hash_table_remove (self->frames, key);

  return TRUE;
}

gboolean
gw_cvat_tracks_passes (const GwCvatTracks *self, const char *key)
{
  return g_hash_table_contains (self->passed, key);
}

static void
listed_free (gpointer data)
{
  GwCvatFrame *frame = data;

  g_free (frame->key);
  g_free (frame->subset);
  g_free (frame);
}

static int
compare_frames (gconstpointer a, gconstpointer b)
{
  const GwCvatFrame *one = *(const GwCvatFrame *const *) a;
  const GwCvatFrame *two = *(const GwCvatFrame *const *) b;

  if (one->frame != two->frame)
    return one->frame < two->frame ? -1 : 1;
  return strcmp (one->key, two->key);
}

GPtrArray *
gw_cvat_tracks_list (const GwCvatTracks *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (listed_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->frames);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Frame *frame = value;
      GwCvatFrame *listed = g_new0 (GwCvatFrame, 1);

      *listed = (GwCvatFrame) { g_strdup (key), frame->frame, g_strdup (frame->subset) };
      g_ptr_array_add (list, listed);
    }
  g_ptr_array_sort (list, compare_frames);

  return list;
}
