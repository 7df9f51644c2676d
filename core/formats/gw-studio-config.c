/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-config.h"

#include <stdlib.h>
#include <string.h>

#include "gw-json-members.h"
#include "gw-reader-private.h"
#include "gw-studio-task.h"
#include "gw-writer-private.h"
#include "gw-xml-writer.h"
#include "gw-xml.h"

/* --- elements ------------------------------------------------------------------------------ */

static const struct
{
  const char *type;
  const char *element;
} elements[] = {
  { "rectanglelabels", "RectangleLabels" },
  { "polygonlabels", "PolygonLabels" },
  { "ellipselabels", "EllipseLabels" },
  { "keypointlabels", "KeyPointLabels" },
  { "brushlabels", "BrushLabels" },
  { "labels", "Labels" },
  { "rectangle", "Rectangle" },
  { "polygon", "Polygon" },
  { "ellipse", "Ellipse" },
  { "keypoint", "KeyPoint" },
  { "brush", "Brush" },
  { "choices", "Choices" },
  { "taxonomy", "Taxonomy" },
  { "rating", "Rating" },
  { "number", "Number" },
  { "textarea", "TextArea" },
  { "datetime", "DateTime" },
};

/* --- reading ------------------------------------------------------------------------------- */

typedef struct
{
  GwStudioConfig *config;
  GPtrArray *open;          /* of char*: values of the choices that are open */
  GwStudioControl *control; /* (nullable): that is open */
  gboolean in_classes;      /* it gives classes */
} Reading;

static void
label_free (gpointer data)
{
  GwStudioLabel *self = data;

  g_free (self->name);
  g_free (self->parent);
  g_free (self->hotkey);
  g_free (self);
}

/* #rrggbb, or one of the names that HTML has had from the first; -1 for anything else. */
static gint64
parse_colour (const char *text)
{
  static const struct
  {
    const char *name;
    guint32 colour;
  } names[] = {
    { "aqua", 0x00ffff },   { "black", 0x000000 },  { "blue", 0x0000ff },   { "fuchsia", 0xff00ff },
    { "gray", 0x808080 },   { "green", 0x008000 },  { "lime", 0x00ff00 },   { "maroon", 0x800000 },
    { "navy", 0x000080 },   { "olive", 0x808000 },  { "orange", 0xffa500 }, { "purple", 0x800080 },
    { "red", 0xff0000 },    { "silver", 0xc0c0c0 }, { "teal", 0x008080 },   { "white", 0xffffff },
    { "yellow", 0xffff00 },
  };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].name, text) == 0)
      return names[i].colour;
  if (text == NULL || text[0] != '#' || strlen (text) != 7 || strspn (text + 1, "0123456789abcdefABCDEF") != 6)
    return -1;

  return (gint64) strtoul (text + 1, NULL, 16);
}

static gboolean
is_control (const char *element)
{
  return g_str_has_suffix (element, "Labels") || strcmp (element, "Choices") == 0 || strcmp (element, "Taxonomy") == 0;
}

static void
add_label (Reading *reading, const char *const *names, const char *const *values)
{
  const char *alias = gw_xml_get_attribute (names, values, "alias");
  const char *name = alias != NULL && *alias != '\0' ? alias : gw_xml_get_attribute (names, values, "value");
  const char *hotkey = gw_xml_get_attribute (names, values, "hotkey");
  GwStudioLabel *label;

  /* What is chosen for a region is an attribute of it. */
  if (reading->control != NULL && reading->control->per_region && name != NULL)
    gw_studio_control_add_value (reading->control, name);
  else if (reading->in_classes && name != NULL && *name != '\0')
    {
      label = g_new0 (GwStudioLabel, 1);
      label->name = g_strdup (name);
      label->parent = reading->open->len > 0 ? g_strdup (g_ptr_array_index (reading->open, reading->open->len - 1))
                                             : NULL;
      label->colour = parse_colour (gw_xml_get_attribute (names, values, "background"));
      label->hotkey = hotkey != NULL && g_utf8_strlen (hotkey, -1) == 1 ? g_strdup (hotkey) : NULL;
      g_ptr_array_add (reading->config->labels, label);
    }
  g_ptr_array_add (reading->open, g_strdup (name != NULL ? name : ""));
}

/* Its place among the elements; G_N_ELEMENTS (elements): it is none of them. */
static gsize
find_element (const char *name)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (elements) && strcmp (elements[i].element, name) != 0)
    i++;

  return i;
}

static void
add_control (Reading *reading, const char *element, const char *const *names, const char *const *values)
{
  const gsize place = find_element (element);
  const char *name = gw_xml_get_attribute (names, values, "name");
  const char *per_region = gw_xml_get_attribute (names, values, "perRegion");

  reading->in_classes = is_control (element);
  reading->control = NULL;
  if (place < G_N_ELEMENTS (elements) && name != NULL)
    reading->control = gw_studio_controls_ensure (reading->config->controls, name, elements[place].type,
                                                  g_strcmp0 (per_region, "true") == 0);
}

/* The first image counts: tasks of several are read for it. */
static void
add_image (GwStudioConfig *config, const char *const *names, const char *const *values)
{
  const char *name = gw_xml_get_attribute (names, values, "name");
  const char *value = gw_xml_get_attribute (names, values, "value");

  if (config->image_key != NULL || value == NULL || value[0] != '$' || value[1] == '\0')
    return;
  config->image_key = g_strdup (value + 1);
  config->image_name = g_strdup (name);
}

static gboolean
start_element (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
               GError **error)
{
  Reading *reading = data;

  if (strcmp (name, "Image") == 0)
    add_image (reading->config, names, values);
  else if (strcmp (name, "Label") == 0 || strcmp (name, "Choice") == 0)
    add_label (reading, names, values);
  else if (is_control (name) || find_element (name) < G_N_ELEMENTS (elements))
    add_control (reading, name, names, values);

  return TRUE;
}

static gboolean
end_element (const char *name, const char *text, gpointer data, GError **error)
{
  Reading *reading = data;

  if (strcmp (name, "Label") == 0 || strcmp (name, "Choice") == 0)
    g_ptr_array_set_size (reading->open, (int) reading->open->len - 1);
  else if (is_control (name) || find_element (name) < G_N_ELEMENTS (elements))
    {
      reading->control = NULL;
      reading->in_classes = FALSE;
    }

  return TRUE;
}

GwStudioConfig *
gw_studio_config_load (const char *file, const char **code, GError **error)
{
  static const GwXmlFuncs funcs = { start_element, end_element };
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  g_autoptr (GwStudioConfig) config = NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .open = open };

  *code = "encoding";
  if (text == NULL)
    return NULL;
  config = g_new0 (GwStudioConfig, 1);
  config->labels = g_ptr_array_new_with_free_func (label_free);
  config->controls = gw_studio_controls_new ();
  reading.config = config;
  if (!gw_xml_parse (text, length, &funcs, &reading, code, error))
    return NULL;

  return g_steal_pointer (&config);
}

void
gw_studio_config_free (GwStudioConfig *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->labels);
  gw_studio_controls_free (self->controls);
  g_free (self->image_key);
  g_free (self->image_name);
  g_free (self);
}

/* --- writing ------------------------------------------------------------------------------ */

static void
write_label (GwXmlWriter *xml, GwClass *class)
{
  g_autofree char *colour = g_strdup_printf ("#%06x", gw_class_get_color (class) & 0xffffff);

  gw_xml_writer_begin (xml, "Label");
  gw_xml_writer_attribute (xml, "value", _gw_class_get_name_for (class, GW_STUDIO_FORMAT));
  gw_xml_writer_attribute (xml, "background", colour);
  if (gw_class_get_hotkey (class) != NULL)
    gw_xml_writer_attribute (xml, "hotkey", gw_class_get_hotkey (class));
  gw_xml_writer_end (xml);
}

static void
write_choice (GwXmlWriter *xml, const char *value)
{
  gw_xml_writer_begin (xml, "Choice");
  gw_xml_writer_attribute (xml, "value", value);
  gw_xml_writer_end (xml);
}

/* Classes below a parent, and those below them. */
static void
write_branch (GwXmlWriter *xml, const GwRecordHead *head, gint64 parent, guint depth)
{
  for (guint i = 0; depth < GW_XML_MOST_DEPTH / 2 && i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);

      if (gw_class_get_parent_id (class) != parent)
        continue;
      gw_xml_writer_begin (xml, "Choice");
      gw_xml_writer_attribute (xml, "value", _gw_class_get_name_for (class, GW_STUDIO_FORMAT));
      write_branch (xml, head, gw_class_get_id (class), depth + 1);
      gw_xml_writer_end (xml);
    }
}

/* What stands within a control. */
static void
write_inner (GwXmlWriter *xml, const GwRecordHead *head, const GwStudioControl *control)
{
  const gboolean is_choices = strcmp (control->type, "choices") == 0;
  const gboolean is_taxonomy = strcmp (control->type, "taxonomy") == 0;

  if (!is_choices && !is_taxonomy && !g_str_has_suffix (control->type, "labels"))
    return;
  for (guint i = 0; control->per_region && i < control->values->len; i++)
    write_choice (xml, g_ptr_array_index (control->values, i));
  for (guint i = 0; !control->per_region && !is_taxonomy && i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);

      if (is_choices)
        write_choice (xml, _gw_class_get_name_for (class, GW_STUDIO_FORMAT));
      else
        write_label (xml, class);
    }
  if (!control->per_region && is_taxonomy)
    write_branch (xml, head, 0, 0);
}

static void
write_control (GwXmlWriter *xml, const GwRecordHead *head, const GwStudioControl *control, const char *image_name)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (elements) && strcmp (elements[i].type, control->type) != 0)
    i++;
  if (i == G_N_ELEMENTS (elements))
    return;
  gw_xml_writer_begin (xml, elements[i].element);
  gw_xml_writer_attribute (xml, "name", control->name);
  gw_xml_writer_attribute (xml, "toName", image_name);
  if (strcmp (control->type, "choices") == 0)
    gw_xml_writer_attribute (xml, "choice", "multiple");
  if (control->per_region)
    gw_xml_writer_attribute (xml, "perRegion", "true");
  write_inner (xml, head, control);
  gw_xml_writer_end (xml);
}

gboolean
gw_studio_config_write (GString *out, const GwRecordHead *head, const GwStudioControls *controls,
                        const char *image_name, const char *image_key, GError **error)
{
  g_autofree char *variable = g_strconcat ("$", image_key, NULL);
  g_autoptr (GwXmlWriter) xml = gw_xml_writer_new_for_string (out, "  ", 0);

  gw_xml_writer_begin (xml, "View");
  gw_xml_writer_begin (xml, "Image");
  gw_xml_writer_attribute (xml, "name", image_name);
  gw_xml_writer_attribute (xml, "value", variable);
  gw_xml_writer_end (xml);
  for (guint i = 0; i < controls->list->len; i++)
    write_control (xml, head, g_ptr_array_index (controls->list, i), image_name);
  gw_xml_writer_end (xml);

  return gw_xml_writer_finish (xml, error);
}
