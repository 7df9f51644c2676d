/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-annotation.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-footprint.h"
#include "gw-number.h"
#include "gw-xml.h"

/* Larger pictures there are none. */
#define MOST_SIDE (1 << 20)

typedef struct
{
  GwVocAnnotation *annotation;
  GString *path; /* of the element that is open, below the root: “object/bndbox/xmin” */
  guint depth;
  GwVocObject *object; /* (nullable): that is open */
  int whole_index;     /* of the last object that is no part */
  GwVocObject *whole;  /* (nullable): while a part is open, what it belongs to */
  gsize base;          /* where paths within the object begin */
  guint n_children;    /* of the element that was closed last: only leaves have texts of their own */
  GHashTable *seen[3]; /* paths of the image, the object and the part -> how often */
} Reading;

static void
object_free (gpointer data)
{
  GwVocObject *object = data;

  g_free (object->name);
  g_free (object->pose);
  g_clear_pointer (&object->actions, g_ptr_array_unref);
  g_clear_pointer (&object->others, g_ptr_array_unref);
  g_free (object);
}

void
gw_voc_annotation_free (GwVocAnnotation *self)
{
  if (self == NULL)
    return;
  g_free (self->filename);
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->others);
  g_free (self);
}

gsize
gw_voc_annotation_measure (const GwVocAnnotation *self)
{
  gsize bytes = gw_footprint_block (sizeof *self) + gw_footprint_text (self->filename)
                + gw_footprint_texts (self->others) + gw_footprint_pointers (self->objects);

  for (guint i = 0; i < self->objects->len; i++)
    {
      const GwVocObject *object = g_ptr_array_index (self->objects, i);

      bytes += gw_footprint_block (sizeof *object) + gw_footprint_text (object->name) + gw_footprint_text (object->pose)
               + gw_footprint_texts (object->actions) + gw_footprint_texts (object->others);
    }
  return bytes;
}

const char *
gw_voc_find_other (const GPtrArray *others, const char *path)
{
  for (guint i = 0; others != NULL && i + 1 < others->len; i += 2)
    if (strcmp (g_ptr_array_index (others, i), path) == 0)
      return g_ptr_array_index (others, i + 1);
  return NULL;
}

/* FALSE where there are too many. */
static gboolean
add_pair (GPtrArray **pairs, const char *name, const char *text)
{
  if (*pairs == NULL)
    *pairs = g_ptr_array_new_with_free_func (g_free);
  if ((*pairs)->len >= 2 * GW_VOC_MOST_OTHERS)
    return FALSE;
  g_ptr_array_add (*pairs, g_strdup (name));
  g_ptr_array_add (*pairs, g_strdup (text));
  return TRUE;
}

/* --- elements ----------------------------------------------------------------------- */

static GwVocObject *
add_object (GwVocAnnotation *annotation, guint64 line, int whole)
{
  GwVocObject *object = g_new0 (GwVocObject, 1);

  for (guint i = 0; i < GW_VOC_N_SIDES; i++)
    object->sides[i] = NAN;
  object->whole = whole;
  object->line = line;
  g_ptr_array_add (annotation->objects, object);
  return object;
}

/* The names met so far of the image, of the open object, or of its open part. */
static GHashTable *
get_seen (const Reading *reading)
{
  return reading->seen[reading->whole != NULL ? 2 : reading->object != NULL ? 1 : 0];
}

static gboolean
begins_object (const char *path)
{
  return strcmp (path, "object") == 0 || strcmp (path, "object/part") == 0;
}

/* The second of a name is told from the first: “point#2”, which no name in XML is. */
static void
push (Reading *reading, const char *name)
{
  GHashTable *seen = get_seen (reading);
  guint n;

  if (reading->path->len > 0)
    g_string_append_c (reading->path, '/');
  g_string_append (reading->path, name);
  if (begins_object (reading->path->str))
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, reading->path->str)) + 1;
  g_hash_table_insert (seen, g_strdup (reading->path->str), GUINT_TO_POINTER (n));
  if (n > 1)
    g_string_append_printf (reading->path, "#%u", n);
}

static void
pop (Reading *reading)
{
  const char *slash = strrchr (reading->path->str, '/');

  g_string_truncate (reading->path, slash != NULL ? (gsize) (slash - reading->path->str) : 0);
}

/* Whether an element of this path, below the root or an object, is one of those that are
 * understood, and so is written without anything that it had beside its text.
 */
static gboolean
is_known (const char *path, gboolean of_object)
{
  static const char *const of_images[] = { "filename", "folder", "path", "segmented", "size", NULL };
  static const char *const of_objects[] = { "name",     "pose",   "truncated", "difficult",
                                            "occluded", "bndbox", "actions",   NULL };
  const char *slash = strchr (path, '/');
  const gsize n = slash != NULL ? (gsize) (slash - path) : strlen (path);

  for (const char *const *known = of_object ? of_objects : of_images; *known != NULL; known++)
    if (strncmp (*known, path, n) == 0 && (*known)[n] == '\0')
      return TRUE;
  return FALSE;
}

/* Those of the element that has just been opened; the root's mark is not among the others. */
static void
keep_attributes (Reading *reading, const char *const *names, const char *const *values)
{
  const gboolean of_object = reading->object != NULL;
  const char *path = of_object ? reading->path->str + MIN (reading->base, reading->path->len) : reading->path->str;
  GPtrArray **others = of_object ? &reading->object->others : &reading->annotation->others;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *key = NULL;

      if (*path == '\0' && !of_object && strcmp (names[i], "verified") == 0)
        continue;
      if (*path != '\0' && is_known (path, of_object))
        {
          reading->annotation->has_more = TRUE;
          continue;
        }
      key = g_strconcat (path, "@", names[i], NULL);
      if (!add_pair (others, key, values[i]))
        reading->annotation->is_cut = TRUE;
    }
}

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  Reading *reading = data;
  GwVocAnnotation *annotation = reading->annotation;

  if (reading->depth++ == 0)
    {
      const char *verified = gw_xml_get_attribute (names, values, "verified");

      keep_attributes (reading, names, values);
      if (strcmp (name, "annotation") != 0)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("It is no annotation of Pascal VOC: it begins with “%s”."),
                       name);
          return FALSE;
        }
      annotation->verified = verified != NULL
                             && (g_ascii_strcasecmp (verified, "yes") == 0 || g_ascii_strcasecmp (verified, "true") == 0
                                 || strcmp (verified, "1") == 0);
      return TRUE;
    }
  push (reading, name);
  reading->n_children = 0;
  if (strcmp (reading->path->str, "object") == 0)
    {
      reading->whole_index = (int) annotation->objects->len;
      reading->object = add_object (annotation, line, -1);
    }
  else if (strcmp (reading->path->str, "object/part") == 0)
    {
      reading->whole = reading->object;
      reading->object = add_object (annotation, line, reading->whole_index);
    }
  if (begins_object (reading->path->str))
    reading->base = reading->path->len + 1;
  keep_attributes (reading, names, values);
  return TRUE;
}

static gboolean
is_true (const char *text)
{
  return strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "yes") == 0;
}

static gboolean
take_side (GwVocObject *object, const char *path, const char *text)
{
  static const char *const names[GW_VOC_N_SIDES] = { "bndbox/xmin", "bndbox/ymin", "bndbox/xmax", "bndbox/ymax" };
  double number;

  for (guint i = 0; i < GW_VOC_N_SIDES; i++)
    if (strcmp (path, names[i]) == 0)
      {
        if (gw_number_parse (text, -1, &number))
          object->sides[i] = number;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_flag (GwVocObject *object, const char *path, const char *text)
{
  static const struct
  {
    const char *name;
    GwObjectFlags flag;
  } flags[] = {
    { "truncated", GW_OBJECT_TRUNCATED },
    { "difficult", GW_OBJECT_DIFFICULT },
    { "occluded", GW_OBJECT_OCCLUDED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (path, flags[i].name) == 0)
      {
        object->flags |= is_true (text) ? flags[i].flag : 0;
        return TRUE;
      }
  return FALSE;
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* FALSE where there is too much of it. */
static gboolean
take_of_object (GwVocObject *object, const char *path, const char *text)
{
  if (take_side (object, path, text) || take_flag (object, path, text))
    return TRUE;
  if (strcmp (path, "pose") == 0)
    replace (&object->pose, text[0] != '\0' && strcmp (text, GW_VOC_NO_POSE) != 0 ? text : NULL);
  else if (g_str_has_prefix (path, "actions/") && strchr (path + strlen ("actions/"), '/') == NULL)
    return add_pair (&object->actions, path + strlen ("actions/"), text);
  else
    return add_pair (&object->others, path, text);
  return TRUE;
}

static int
parse_side (const char *text)
{
  double number;

  return gw_number_parse (text, -1, &number) && number >= 0 && number <= MOST_SIDE ? (int) number : 0;
}

static gboolean
take_of_image (GwVocAnnotation *annotation, const char *path, const char *text)
{
  if (strcmp (path, "filename") == 0)
    replace (&annotation->filename, text);
  else if (strcmp (path, "size/width") == 0)
    annotation->width = parse_side (text);
  else if (strcmp (path, "size/height") == 0)
    annotation->height = parse_side (text);
  /* Another machine's path says nothing here. */
  else if (strcmp (path, "path") != 0)
    return add_pair (&annotation->others, path, text);
  return TRUE;
}

/* What a name is called, blanks and all, is for who makes classes of it. */
static gboolean
take_name (Reading *reading, const char *path, const char *text)
{
  if (reading->object == NULL || strcmp (path + reading->base, "name") != 0)
    return FALSE;
  replace (&reading->object->name, text);
  return TRUE;
}

/* A part's end gives back what it belongs to. */
static void
close_object (Reading *reading)
{
  g_hash_table_remove_all (get_seen (reading));
  reading->object = reading->whole;
  reading->whole = NULL;
  reading->base = strlen ("object/");
}

static gboolean
on_end (const char *name, const char *text, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *path = reading->path->str;
  const gboolean is_leaf = reading->n_children == 0;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gboolean all = TRUE;

  if (--reading->depth == 0)
    return TRUE;
  if (begins_object (path))
    close_object (reading);
  else if (is_leaf && reading->object != NULL && !take_name (reading, path, text))
    all = take_of_object (reading->object, path + reading->base, trimmed);
  else if (is_leaf && reading->object == NULL)
    all = take_of_image (reading->annotation, path, trimmed);
  reading->annotation->is_cut = reading->annotation->is_cut || !all;
  pop (reading);
  reading->n_children = 1;
  return TRUE;
}

GwVocAnnotation *
gw_voc_annotation_parse (const char *text, gsize length, const char **code, GError **error)
{
  static const GwXmlFuncs funcs = { on_start, on_end };
  g_autoptr (GwVocAnnotation) self = g_new0 (GwVocAnnotation, 1);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GHashTable) of_image = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) of_object = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) of_part = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .annotation = self, .path = path, .seen = { of_image, of_object, of_part } };

  self->objects = g_ptr_array_new_with_free_func (object_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  if (gw_xml_parse (text, length, &funcs, &reading, code, error))
    return g_steal_pointer (&self);

  if (*code == NULL)
    *code = "xml-syntax";
  return NULL;
}
