/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-meta.h"

#include <string.h>

#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-xml.h"

/* More is not kept: a project of many tasks lists all their parts. */
#define MOST_TEXT (4 * 1024 * 1024)
/* Larger pictures there are none. */
#define MOST_SIDE (1 << 20)
/* Attributes of a label beyond these are none. */
#define MOST_ATTRIBUTES 1000

GwCvatMeta *
gw_cvat_meta_new (void)
{
  GwCvatMeta *self = g_new0 (GwCvatMeta, 1);

  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_cvat_label_free);
  self->text = g_string_new (NULL);
  self->writer = gw_xml_writer_new_for_string (self->text, GW_CVAT_INDENT, 2);
  self->labels_at = -1;

  return self;
}

void
gw_cvat_meta_free (GwCvatMeta *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->labels);
  gw_xml_writer_free (self->writer);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* --- labels --------------------------------------------------------------------------- */

static void
start_in_labels (GwCvatMeta *self, const char *name, guint64 line)
{
  const guint depth = self->depth - self->labels_depth;

  if (depth == 0 && strcmp (name, "label") == 0)
    {
      self->label = gw_cvat_label_new ();
      self->label->line = line;
      g_ptr_array_add (self->labels, self->label);
    }
  else if (depth == 2 && self->label != NULL && strcmp (name, "attribute") == 0)
    {
      self->attribute = gw_cvat_attribute_new (NULL);
      g_ptr_array_add (self->label->attributes, self->attribute);
    }
}

static void
set_text (char **to, const char *text, gboolean trim)
{
  g_free (*to);
  *to = g_strdup (text);
  if (trim)
    g_strstrip (*to);
}

static void
take_of_attribute (GwCvatAttribute *attribute, const char *name, const char *text)
{
  if (strcmp (name, "name") == 0)
    set_text (&attribute->name, text, FALSE);
  else if (strcmp (name, "mutable") == 0)
    set_text (&attribute->mutable_text, text, TRUE);
  else if (strcmp (name, "input_type") == 0)
    set_text (&attribute->input_type, text, TRUE);
  else if (strcmp (name, "default_value") == 0)
    set_text (&attribute->default_value, text, FALSE);
  else if (strcmp (name, "values") == 0)
    set_text (&attribute->values, text, FALSE);
}

static void
take_of_label (GwCvatLabel *label, const char *name, const char *text)
{
  if (strcmp (name, "name") == 0)
    set_text (&label->name, text, FALSE);
  else if (strcmp (name, "color") == 0)
    set_text (&label->color, text, TRUE);
  else if (strcmp (name, "type") == 0)
    set_text (&label->type, text, TRUE);
  else if (strcmp (name, "svg") == 0)
    set_text (&label->svg, text, TRUE);
  else if (strcmp (name, "parent") == 0)
    set_text (&label->parent, text, FALSE);
}

/* Attributes without a name, and those of another's, are none. */
static void
close_attribute (GwCvatMeta *self)
{
  GwCvatLabel *label = self->label;
  const char *name = self->attribute->name;

  if (name == NULL || *name == '\0' || label->attributes->len > MOST_ATTRIBUTES
      || gw_cvat_label_find_attribute (label, name) != self->attribute)
    g_ptr_array_set_size (label->attributes, (int) label->attributes->len - 1);
  self->attribute = NULL;
}

static void
end_in_labels (GwCvatMeta *self, const char *name, const char *text)
{
  const guint depth = self->depth - self->labels_depth;

  if (depth == 0)
    {
      if (self->label != NULL && self->label->name == NULL)
        g_ptr_array_set_size (self->labels, (int) self->labels->len - 1);
      self->label = NULL;
    }
  else if (depth == 1 && self->label != NULL)
    take_of_label (self->label, name, text);
  else if (depth == 2 && self->attribute != NULL)
    close_attribute (self);
  else if (depth == 3 && self->attribute != NULL)
    take_of_attribute (self->attribute, name, text);
}

/* --- everything else -------------------------------------------------------------------- */

static gboolean
holds_labels (const char *name)
{
  return strcmp (name, "task") == 0 || strcmp (name, "project") == 0 || strcmp (name, "job") == 0;
}

/* What comes next is written behind the labels. */
static void
mark_labels (GwCvatMeta *self)
{
  gw_xml_writer_raw (self->writer, "", 0);
  self->labels_at = (gssize) self->text->len;
}

/* What is too large is not kept, so it need not be held either. */
static void
cut (GwCvatMeta *self)
{
  if (self->text->len > 2 * MOST_TEXT)
    g_string_truncate (self->text, MOST_TEXT + 1);
}

void
gw_cvat_meta_start (GwCvatMeta *self, const char *name, const char *const *names, const char *const *values,
                    guint64 line)
{
  if (self->labels_depth > 0)
    start_in_labels (self, name, line);
  else if (strcmp (name, "labels") == 0 && self->labels_at < 0 && self->depth <= 1)
    {
      mark_labels (self);
      self->labels_depth = self->depth + 1;
    }
  else
    {
      self->in_size = self->in_size || strcmp (name, "original_size") == 0;
      gw_xml_writer_begin (self->writer, name);
      for (gsize i = 0; names[i] != NULL; i++)
        gw_xml_writer_attribute (self->writer, names[i], values[i]);
      cut (self);
    }
  self->has_children = FALSE;
  self->depth++;
}

static void
take_size (GwCvatMeta *self, const char *name, const char *text)
{
  gint64 number;

  if (!gw_number_parse_int64 (text, -1, &number) || number < 0 || number > MOST_SIDE)
    return;
  if (strcmp (name, "width") == 0)
    self->width = (int) number;
  else if (strcmp (name, "height") == 0)
    self->height = (int) number;
}

void
gw_cvat_meta_end (GwCvatMeta *self, const char *name, const char *text)
{
  self->depth--;
  if (self->labels_depth > self->depth)
    self->labels_depth = 0;
  else if (self->labels_depth > 0)
    end_in_labels (self, name, text);
  else
    {
      if (self->depth == 0 && self->labels_at < 0 && holds_labels (name))
        {
          mark_labels (self);
          gw_xml_writer_end (self->writer);
        }
      else if (self->has_children)
        gw_xml_writer_end (self->writer);
      else
        gw_xml_writer_end_text (self->writer, text);
      cut (self);
      if (self->in_size)
        take_size (self, name, text);
      self->in_size = self->in_size && strcmp (name, "original_size") != 0;
    }
  self->has_children = TRUE;
}

/* --- the bag -------------------------------------------------------------------------------- */

GHashTable *
gw_cvat_labels_list_parents (const GPtrArray *labels)
{
  GHashTable *parents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < labels->len; i++)
    {
      GwCvatLabel *label = g_ptr_array_index (labels, i);

      if (label->parent != NULL)
        g_hash_table_add (parents, label->parent);
    }
  return parents;
}

/* The points of a skeleton by their names. (transfer full) */
static GwJsonMembers *
gather_points (const GwCvatMeta *self, const char *parent)
{
  GwJsonMembers *points = gw_json_members_new ();

  for (guint i = 0; i < self->labels->len; i++)
    {
      const GwCvatLabel *label = g_ptr_array_index (self->labels, i);
      g_autofree char *json = NULL;

      if (g_strcmp0 (label->parent, parent) != 0)
        continue;
      json = gw_cvat_label_to_json (label, NULL);
      gw_json_members_set (points, label->name, json, -1);
    }
  return points;
}

static void
put_labels (const GwCvatMeta *self, GwJsonMembers *bag)
{
  g_autofree char *before = gw_json_members_dup (bag, "labels");
  g_autoptr (GwJsonMembers) labels = before != NULL ? gw_json_members_parse (before, -1, NULL, NULL) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parents = gw_cvat_labels_list_parents (self->labels);
  g_autofree char *text = NULL;

  if (labels == NULL)
    labels = gw_json_members_new ();

  for (guint i = 0; i < self->labels->len; i++)
    {
      const GwCvatLabel *label = g_ptr_array_index (self->labels, i);
      g_autoptr (GwJsonMembers) points = NULL;
      g_autofree char *json = NULL;

      if (label->parent != NULL || !g_hash_table_add (seen, label->name))
        continue;
      points = g_hash_table_contains (parents, label->name) ? gather_points (self, label->name) : NULL;
      json = gw_cvat_label_to_json (label, points);
      gw_json_members_set (labels, label->name, json, -1);
    }
  if (gw_json_members_get_n (labels) == 0)
    return;
  text = gw_json_members_to_text (labels);
  gw_json_members_set (bag, "labels", text, -1);
}

gboolean
gw_cvat_meta_is_large (const GwCvatMeta *self)
{
  return self->text->len > MOST_TEXT;
}

char *
gw_cvat_meta_put_bag (GwCvatMeta *self, const char *bag)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_open_bag (bag, "cvat");

  put_labels (self, members);
  if (self->labels_at >= 0 && self->text->len > 0 && !gw_cvat_meta_is_large (self))
    {
      g_autofree char *before = g_strndup (self->text->str, (gsize) self->labels_at);

      gw_json_members_set_string (members, "before_labels", before);
      gw_json_members_set_string (members, "after_labels", self->text->str + self->labels_at);
    }
  return gw_json_members_put_bag (members, bag, "cvat");
}

/* --- writing --------------------------------------------------------------------------------- */

/* A bag may have passed through other hands. */
static gboolean
is_sound (const char *before, const char *after)
{
  static const GwXmlFuncs funcs = { NULL, NULL };
  g_autofree char *whole = g_strconcat ("<meta>", before, "<labels/>", after, "</meta>", NULL);
  const char *code;

  return gw_xml_parse (whole, strlen (whole), &funcs, NULL, &code, NULL);
}

static char *
make_before (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwXmlWriter) out = gw_xml_writer_new_for_string (text, GW_CVAT_INDENT, 2);

  gw_xml_writer_begin (out, "task");
  if (name != NULL)
    gw_xml_writer_text (out, "name", name);
  gw_xml_writer_raw (out, "", 0);

  return g_strdup (text->str);
}

void
gw_cvat_meta_get_surroundings (const GwJsonMembers *bag, const char *name, char **before, char **after)
{
  *before = gw_json_members_dup_string (bag, "before_labels");
  *after = gw_json_members_dup_string (bag, "after_labels");
  if (*before != NULL && *after != NULL && is_sound (*before, *after))
    return;

  g_free (*before);
  g_free (*after);
  *before = make_before (name);
  *after = g_strdup (GW_CVAT_INDENT GW_CVAT_INDENT "</task>\n");
}
