/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-answer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-image-attributes.h"
#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-shape-make.h"

#define COMMENT "workerComment" /* of a field */

/* How the classes of a field are found, without the rest of it. */
typedef enum
{
  NAME,    /* the member itself is one */
  NAMES,   /* a list of them */
  ENTRIES, /* a list of objects with one each */
  KEYS     /* an object whose keys they are */
} Naming;

typedef struct
{
  const GwReadPlace *place;
  const GwClassNames *classes;
} Reading;

typedef void (*ReadFunc) (const Reading *reading, const GwJsonMembers *field, const char *key);

static void read_class (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_classes (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_moderation (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_boxes (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_vertices (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_points (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_semantic (const Reading *reading, const GwJsonMembers *field, const char *key);
static void read_instances (const Reading *reading, const GwJsonMembers *field, const char *key);

/* A field is the first of these that it has a member of. */
static const struct
{
  const char *key;
  Naming naming;
  const char *name; /* of ENTRIES: the member with the class */
  GwAnswerKinds kind;
  ReadFunc read;
} fields[] = {
  { "boundingBoxes", ENTRIES, "label", GW_ANSWER_BOXES, read_boxes },
  { "polygons", ENTRIES, "label", GW_ANSWER_BOXES, read_vertices },
  { "polylines", ENTRIES, "label", GW_ANSWER_BOXES, read_vertices },
  { "keypoints", ENTRIES, "label", GW_ANSWER_BOXES, read_points },
  { "instances", ENTRIES, "label", GW_ANSWER_MASKS, read_instances },
  { "labelMappings", KEYS, NULL, GW_ANSWER_MASKS, read_semantic },
  { "moderationLabels", ENTRIES, "name", GW_ANSWER_CLASSES, read_moderation },
  { "labels", NAMES, NULL, GW_ANSWER_CLASSES, read_classes },
  { "label", NAME, NULL, GW_ANSWER_CLASS, read_class },
};

/* The place of a field in fields[]; -1: none. */
static int
find_field (const GwJsonMembers *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gw_json_members_get (field, fields[i].key, NULL) != NULL)
      return (int) i;
  return -1;
}

/* The entries of a list that is a member; NULL where it is none. */
static GwJsonEntries *
open_list (const GwJsonMembers *field, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (field, key, &length);

  return raw != NULL && length > 0 && (raw[0] == '[' || raw[0] == '{') ? gw_json_entries_new_for_memory (raw, length)
                                                                       : NULL;
}

/* --- classes -------------------------------------------------------------------------- */

typedef void (*NameFunc) (const char *name, gpointer data);

static void
foreach_entry_name (const GwJsonMembers *field, int which, NameFunc func, gpointer data)
{
  g_autoptr (GwJsonEntries) entries = open_list (field, fields[which].key);
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = NULL;
      g_autofree char *name = NULL;

      if (fields[which].naming == KEYS)
        {
          func (entry.key != NULL ? entry.key : "", data);
          continue;
        }
      if (fields[which].naming == NAMES)
        name = entry.raw[0] == '"' ? gw_json_value_to_text (entry.raw, entry.length) : NULL;
      else
        {
          members = gw_json_entry_parse (entry.raw, entry.length);
          name = members != NULL ? gw_json_members_dup_string (members, fields[which].name) : NULL;
        }
      if (name != NULL)
        func (name, data);
    }
}

static void
foreach_name (const GwJsonMembers *field, int which, NameFunc func, gpointer data)
{
  g_autofree char *name = NULL;

  if (fields[which].naming != NAME)
    {
      foreach_entry_name (field, which, func, data);
      return;
    }
  name = gw_json_members_dup_string (field, fields[which].key);
  if (name != NULL)
    func (name, data);
}

typedef struct
{
  GwClassNames *classes;
  const char *file;
  guint64 line;
} Scan;

static void
ensure_name (const char *name, gpointer data)
{
  const Scan *scan = data;

  gw_class_names_ensure (scan->classes, name, NULL, scan->file, scan->line);
}

/* What a person said of the image beside the labels is an attribute of it, which bears the person's name:
 * others said something else of it. (transfer full)
 */
static char *
name_said (const char *key, const char *who)
{
  return who != NULL ? g_strdup_printf ("%s (%s)", key, who) : g_strdup (key);
}

/* Whether a field that is none of labels was said of the image. */
static gboolean
is_said (const char *raw, gsize length)
{
  return raw[0] != '[' && raw[0] != '{' && gw_json_is_proper (raw, length);
}

static void
note_said (GwReader *reader, const char *key, const char *who, const char *raw, gsize length)
{
  g_autofree char *name = name_said (key, who);

  /* A null is no value. */
  if (is_said (raw, length) && raw[0] != 'n')
    gw_record_head_add_attribute (reader->head, name);
}

GwAnswerKinds
gw_answer_scan (GwReader *reader, GwClassNames *classes, const char *who, const char *raw, gsize length,
                const char *file, guint64 line)
{
  g_autoptr (GwJsonMembers) content = gw_json_entry_parse (raw, length);
  Scan scan = { classes, file, line };
  GwAnswerKinds kinds = 0;

  for (guint i = 0; content != NULL && i < gw_json_members_get_n (content); i++)
    {
      const char *value;
      gsize n;
      const char *key = gw_json_members_get_at (content, i, &value, &n);
      g_autoptr (GwJsonMembers) field = gw_json_entry_parse (value, n);
      const int which = field != NULL ? find_field (field) : -1;
      const char *comment;

      if (which < 0)
        {
          note_said (reader, key, who, value, n);
          continue;
        }
      comment = gw_json_members_get (field, COMMENT, &n);
      if (comment != NULL)
        note_said (reader, COMMENT, who, comment, n);
      kinds |= fields[which].kind;
      foreach_name (field, which, ensure_name, &scan);
    }

  return kinds;
}

/* The class of a name; 0, told of as a label left out, where there is none. */
static gint64
find_class (const Reading *reading, const char *name)
{
  gint64 class_id = name != NULL ? gw_class_names_find (reading->classes, name) : 0;

  if (class_id == 0)
    gw_read_place_reject (reading->place, "class-unknown", name,
                          _ ("A label has no name that can be a class. It was left out."));
  return class_id;
}

static void
add_label (const char *name, gpointer data)
{
  const Reading *reading = data;
  GwRecord *record = reading->place->record;
  GwLabel label = { 0, NAN };

  reading->place->reader->counts.labels++;
  label.class_id = find_class (reading, name);
  if (label.class_id == 0)
    return;
  if (gw_record_find_label (record, label.class_id) != NULL)
    {
      gw_read_place_report (reading->place, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "object-duplicate", name,
                            _ ("The answer has one class twice. It was taken once."));
      return;
    }
  g_array_append_val (record->labels, label);
}

/* What is wrong with a field as a whole counts as one label. */
static void
reject_field (const Reading *reading, const char *code, const char *text)
{
  reading->place->reader->counts.labels++;
  gw_read_place_reject (reading->place, code, NULL, text);
}

static void
read_class (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  g_autofree char *name = gw_json_members_dup_string (field, key);

  if (name == NULL)
    reject_field (reading, "value-type", _ ("The label of an answer is no text. It was left out."));
  else
    add_label (name, (gpointer) reading);
}

static void
read_names (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  g_autoptr (GwJsonEntries) entries = open_list (field, key);

  if (entries == NULL)
    reject_field (reading, "value-type", _ ("The labels of an answer are no list. They were left out."));
  else
    foreach_name (field, find_field (field), add_label, (gpointer) reading);
}

static void
read_classes (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  read_names (reading, field, key);
}

static void
read_moderation (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  read_names (reading, field, key);
}

/* --- shapes ------------------------------------------------------------------------------ */

static double
get_number (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);
  double number;

  return raw != NULL && gw_number_parse (raw, (gssize) length, &number) ? number : NAN;
}

/* Each entry of a list of objects, its class found: func makes the shape, or says why not. */
typedef const char *(*ShapeFunc) (const GwJsonMembers *members, gboolean closed, GwShape *shape);

static void
read_entries (const Reading *reading, const GwJsonMembers *field, const char *key, ShapeFunc make, gboolean closed)
{
  g_autoptr (GwJsonEntries) entries = open_list (field, key);
  GwJsonEntry entry;

  if (entries == NULL)
    reject_field (reading, "value-type", _ ("The objects of an answer are no list. They were left out."));
  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry.raw, entry.length);
      g_autofree char *name = members != NULL ? gw_json_members_dup_string (members, "label") : NULL;
      GwShape shape = GW_SHAPE_INIT;
      const char *code = NULL;
      gint64 class_id;

      if (members == NULL)
        {
          reject_field (reading, "value-type", _ ("An entry of an answer is no object. It was left out."));
          continue;
        }
      reading->place->reader->counts.labels++;
      class_id = find_class (reading, name);
      if (class_id == 0)
        continue;
      code = make (members, closed, &shape);
      if (code != NULL)
        gw_read_place_reject_shape (reading->place, code, name);
      else
        gw_read_place_add (reading->place, class_id, &shape);
    }
}

static const char *
make_box (const GwJsonMembers *members, gboolean closed, GwShape *shape)
{
  double numbers[4] = { get_number (members, "left"), get_number (members, "top"), get_number (members, "width"),
                        get_number (members, "height") };

  for (guint i = 0; i < 4; i++)
    if (!isfinite (numbers[i]))
      return "coord-not-finite";
  gw_shape_init_box (shape, numbers[0], numbers[1], numbers[2], numbers[3]);

  return NULL;
}

static gboolean
take_vertex (const char *raw, gsize length, GArray *points)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);
  GwPoint point = { members != NULL ? get_number (members, "x") : NAN,
                    members != NULL ? get_number (members, "y") : NAN };

  if (!isfinite (point.x) || !isfinite (point.y))
    return FALSE;
  g_array_append_val (points, point);
  return TRUE;
}

static const char *
make_ring (const GwJsonMembers *members, gboolean closed, GwShape *shape)
{
  g_autoptr (GwJsonEntries) entries = open_list (members, "vertices");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      if (points->len == gw_limit_get (GW_LIMIT_RING_POINTS))
        return "limit";
      if (!take_vertex (entry.raw, entry.length, points))
        return "coord-not-finite";
    }

  return closed ? gw_shape_make_polygon ((const GwPoint *) (gpointer) points->data, points->len, shape)
                : gw_shape_make_line ((const GwPoint *) (gpointer) points->data, points->len, shape);
}

static const char *
make_point (const GwJsonMembers *members, gboolean closed, GwShape *shape)
{
  GwPoint point = { get_number (members, "x"), get_number (members, "y") };

  if (!isfinite (point.x) || !isfinite (point.y))
    return "coord-not-finite";
  return gw_shape_make_points (&point, NULL, 1, shape);
}

static void
read_boxes (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  read_entries (reading, field, key, make_box, TRUE);
}

static void
read_vertices (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  read_entries (reading, field, key, make_ring, strcmp (key, "polygons") == 0);
}

static void
read_points (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  read_entries (reading, field, key, make_point, FALSE);
}

static void
read_semantic (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  _gw_answer_read_mask (reading->place, reading->classes, field, FALSE);
}

static void
read_instances (const Reading *reading, const GwJsonMembers *field, const char *key)
{
  _gw_answer_read_mask (reading->place, reading->classes, field, TRUE);
}

/* --- the answer ------------------------------------------------------------------------------ */

static void
read_size (const GwJsonMembers *field, GwRecord *record)
{
  gsize length;
  const char *raw = gw_json_members_get (field, "inputImageProperties", &length);
  g_autoptr (GwJsonMembers) size = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
  double width = size != NULL ? get_number (size, "width") : NAN;
  double height = size != NULL ? get_number (size, "height") : NAN;

  if (width >= 1 && height >= 1 && width <= G_MAXINT && height <= G_MAXINT)
    {
      record->width = (int) width;
      record->height = (int) height;
    }
}

static void
keep_said (const GwReadPlace *place, const char *key, const char *raw, gsize length, GwJsonMembers *rest)
{
  g_autofree char *name = name_said (key, place->record->annotator);

  if (!gw_image_attributes_take_raw (place->reader, place->record, name, raw, length, place->file, place->line))
    gw_json_members_set (rest, key, raw, (gssize) length);
}

static void
keep_remarks (const GwReadPlace *place, const GwJsonMembers *field, GwJsonMembers *rest)
{
  gsize length;
  const char *comment = gw_json_members_get (field, COMMENT, &length);
  const char *modified;

  if (comment != NULL && gw_json_is_proper (comment, length))
    keep_said (place, COMMENT, comment, length, rest);
  modified = gw_json_members_get (field, "initialValueModified", &length);
  if (modified != NULL && gw_json_is_proper (modified, length))
    gw_json_members_set (rest, "initialValueModified", modified, (gssize) length);
}

void
gw_answer_read (const GwReadPlace *place, const GwClassNames *classes, const char *raw, gsize length,
                GwJsonMembers *rest)
{
  Reading reading = { place, classes };
  g_autoptr (GwJsonMembers) content = gw_json_entry_parse (raw, length);

  if (content == NULL)
    reject_field (&reading, "value-type", _ ("The content of an answer is no object. It was left out."));
  for (guint i = 0; content != NULL && i < gw_json_members_get_n (content); i++)
    {
      const char *value;
      gsize n;
      const char *key = gw_json_members_get_at (content, i, &value, &n);
      g_autoptr (GwJsonMembers) field = gw_json_entry_parse (value, n);
      int which = field != NULL ? find_field (field) : -1;

      if (which >= 0)
        {
          place->record->labeled = TRUE;
          read_size (field, place->record);
          keep_remarks (place, field, rest);
          fields[which].read (&reading, field, fields[which].key);
        }
      else if (field == NULL && value[0] != '[' && gw_json_is_proper (value, n))
        keep_said (place, key, value, n, rest);
      else
        {
          place->reader->counts.labels++;
          gw_read_place_report (place, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "label-foreign", key,
                                _ ("An answer is of a kind that this program does not read. It was left out."));
        }
    }
}
