/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-xml.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-footprint.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-xml.h"

/* Larger pictures there are none. */
#define MOST_SIDE (1 << 20)
/* Of an object; what is behind them belongs to the last one. */
#define MOST_ATTRIBUTES 1000

typedef struct
{
  GwLabelmeXml *file;
  GString *path; /* of the element that is open, below the root: “object/polygon/pt/x” */
  guint depth;
  GwLabelmeXmlObject *object; /* (nullable): that is open */
} Reading;

static void
object_free (gpointer data)
{
  GwLabelmeXmlObject *object = data;

  g_free (object->name);
  g_free (object->attributes);
  g_free (object->id);
  g_free (object->whole);
  g_free (object->author);
  g_free (object->mask);
  g_clear_pointer (&object->points, g_array_unref);
  g_free (object);
}

void
gw_labelme_xml_free (GwLabelmeXml *self)
{
  if (self == NULL)
    return;
  g_free (self->filename);
  g_ptr_array_unref (self->objects);
  g_free (self);
}

gsize
gw_labelme_xml_measure (const GwLabelmeXml *self)
{
  gsize bytes = gw_footprint_block (sizeof *self) + gw_footprint_text (self->filename)
                + gw_footprint_pointers (self->objects);

  for (guint i = 0; i < self->objects->len; i++)
    {
      const GwLabelmeXmlObject *object = g_ptr_array_index (self->objects, i);

      bytes += gw_footprint_block (sizeof *object) + gw_footprint_text (object->name)
               + gw_footprint_text (object->attributes) + gw_footprint_text (object->id)
               + gw_footprint_text (object->whole) + gw_footprint_text (object->author)
               + gw_footprint_text (object->mask) + gw_footprint_values (object->points, sizeof (GwPoint));
    }
  return bytes;
}

/* --- elements ------------------------------------------------------------------------ */

static void
add_point (GwLabelmeXmlObject *object)
{
  const GwPoint none = { NAN, NAN };

  if (object->points->len < gw_limit_get (GW_LIMIT_RING_POINTS))
    g_array_append_val (object->points, none);
}

static void
start_in_object (Reading *reading, const char *path)
{
  GwLabelmeXmlObject *object = reading->object;

  if (strcmp (path, "polygon") == 0 && object->points == NULL)
    object->points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  else if (strcmp (path, "polygon/pt") == 0)
    add_point (object);
  else if (strcmp (path, "segm") == 0)
    object->has_segment = TRUE;
  else if (strcmp (path, "bndbox") == 0)
    reading->file->has_boxes = TRUE;
  reading->file->has_outlines = reading->file->has_outlines || object->points != NULL || object->has_segment;
}

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  Reading *reading = data;

  if (reading->depth++ == 0)
    {
      if (strcmp (name, "annotation") == 0)
        return TRUE;
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("It is no annotation of LabelMe: it begins with “%s”."), name);
      return FALSE;
    }
  g_string_append_printf (reading->path, "%s%s", reading->path->len > 0 ? "/" : "", name);
  if (strcmp (reading->path->str, "object") == 0)
    {
      reading->object = g_new0 (GwLabelmeXmlObject, 1);
      reading->object->line = line;
      g_ptr_array_add (reading->file->objects, reading->object);
    }
  else if (reading->object != NULL)
    start_in_object (reading, reading->path->str + strlen ("object/"));

  return TRUE;
}

static void
replace (char **to, const char *text)
{
  g_free (*to);
  *to = *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
is_true (const char *text)
{
  return strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "yes") == 0 || g_ascii_strcasecmp (text, "true") == 0;
}

/* Of the point that is open: the last one. */
static void
take_coordinate (GwLabelmeXmlObject *object, gboolean is_x, const char *text)
{
  GwPoint *point;
  double number;

  if (object->points == NULL || object->points->len == 0 || !gw_number_parse (text, -1, &number))
    return;
  point = &g_array_index (object->points, GwPoint, object->points->len - 1);
  *(is_x ? &point->x : &point->y) = number;
}

static void
take_of_object (GwLabelmeXmlObject *object, const char *path, const char *text)
{
  if (strcmp (path, "deleted") == 0)
    object->deleted = is_true (text);
  else if (strcmp (path, "verified") == 0)
    object->verified = is_true (text);
  else if (strcmp (path, "occluded") == 0)
    object->occluded = is_true (text);
  else if (strcmp (path, "attributes") == 0)
    replace (&object->attributes, text);
  else if (strcmp (path, "id") == 0)
    replace (&object->id, text);
  else if (strcmp (path, "parts/ispartof") == 0)
    replace (&object->whole, text);
  else if (strcmp (path, "type") == 0)
    object->is_box = strcmp (text, "bounding_box") == 0;
  else if (strcmp (path, "polygon/username") == 0 || strcmp (path, "segm/username") == 0)
    replace (&object->author, text);
  else if (strcmp (path, "polygon/pt/x") == 0 || strcmp (path, "polygon/pt/y") == 0)
    take_coordinate (object, g_str_has_suffix (path, "x"), text);
  else if (strcmp (path, "segm/mask") == 0)
    replace (&object->mask, text);
}

static void
take_of_image (GwLabelmeXml *file, const char *path, const char *text)
{
  int *side = strcmp (path, "imagesize/nrows") == 0   ? &file->height
              : strcmp (path, "imagesize/ncols") == 0 ? &file->width
                                                      : NULL;
  double number;

  if (strcmp (path, "filename") == 0)
    replace (&file->filename, text);
  if (side == NULL)
    return;
  file->has_outlines = TRUE;
  if (gw_number_parse (text, -1, &number) && number >= 0 && number <= MOST_SIDE)
    *side = (int) number;
}

static gboolean
on_end (const char *name, const char *text, gpointer data, GError **error)
{
  Reading *reading = data;
  const char *path = reading->path->str;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (--reading->depth == 0)
    return TRUE;
  if (strcmp (path, "object") == 0)
    reading->object = NULL;
  /* What a class is called, blanks and all, is for who makes classes of it. */
  else if (strcmp (path, "object/name") == 0)
    replace (&reading->object->name, text);
  else if (reading->object != NULL)
    take_of_object (reading->object, path + strlen ("object/"), trimmed);
  else
    take_of_image (reading->file, path, trimmed);
  g_string_truncate (reading->path, reading->path->len - strlen (name) - (reading->path->len > strlen (name) ? 1 : 0));

  return TRUE;
}

GwLabelmeXml *
gw_labelme_xml_parse (const char *text, gsize length, const char **code, GError **error)
{
  static const GwXmlFuncs funcs = { on_start, on_end };
  g_autoptr (GwLabelmeXml) self = g_new0 (GwLabelmeXml, 1);
  g_autoptr (GString) path = g_string_new (NULL);
  Reading reading = { self, path, 0, NULL };

  self->objects = g_ptr_array_new_with_free_func (object_free);
  if (gw_xml_parse (text, length, &funcs, &reading, code, error))
    return g_steal_pointer (&self);

  if (*code == NULL)
    *code = "xml-syntax";
  return NULL;
}

/* --- attributes ------------------------------------------------------------------------- */

void
gw_labelme_xml_set_attributes (GwObject *object, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", MOST_ATTRIBUTES);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      const char *value = equals != NULL ? g_strstrip (equals + 1) : "true";

      if (equals != NULL)
        *equals = '\0';
      g_strstrip (parts[i]);
      if (*parts[i] != '\0' && strlen (parts[i]) <= gw_limit_get (GW_LIMIT_NAME_BYTES))
        gw_object_set_attribute (object, parts[i], value);
    }
}
