/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-use.h"

#include <string.h>

#include "gw-cvat-label.h"
#include "gw-cvat-svg.h"
#include "gw-number.h"
#include "gw-writer-private.h"

struct _GwCvatUse
{
  GHashTable *classes; /* id of a class -> Names */
};

/* Of attributes: there may be any number. */
typedef struct
{
  GPtrArray *list;   /* of GwAttribute, as they come */
  GHashTable *index; /* name -> GwAttribute (unowned) */
} Names;

static void
free_attribute (gpointer data)
{
  gw_attribute_free (data);
}

static void
names_free (gpointer data)
{
  Names *names = data;

  g_hash_table_unref (names->index);
  g_ptr_array_unref (names->list);
  g_free (names);
}

GwCvatUse *
gw_cvat_use_new (void)
{
  GwCvatUse *self = g_new0 (GwCvatUse, 1);

  self->classes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, names_free);
  return self;
}

void
gw_cvat_use_free (GwCvatUse *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->classes);
  g_free (self);
}

static Names *
ensure (GwCvatUse *self, gint64 class_id)
{
  Names *names = g_hash_table_lookup (self->classes, &class_id);

  if (names == NULL)
    {
      names = g_new (Names, 1);
      names->list = g_ptr_array_new_with_free_func (free_attribute);
      names->index = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->classes, g_memdup2 (&class_id, sizeof class_id), names);
    }
  return names;
}

void
gw_cvat_use_note_class (GwCvatUse *self, gint64 class_id)
{
  ensure (self, class_id);
}

static GwAttributeKind
judge_value (const char *value, gboolean bare)
{
  double number;

  if (bare && (strcmp (value, "true") == 0 || strcmp (value, "false") == 0))
    return GW_ATTRIBUTE_CHECKBOX;
  return bare && gw_number_parse (value, -1, &number) ? GW_ATTRIBUTE_NUMBER : GW_ATTRIBUTE_TEXT;
}

void
gw_cvat_use_note_attribute (GwCvatUse *self, gint64 class_id, const char *name, const char *value, gboolean bare)
{
  Names *names = ensure (self, class_id);
  GwAttribute *found = g_hash_table_lookup (names->index, name);

  if (found != NULL && found->kind == GW_ATTRIBUTE_TEXT)
    return;
  if (found == NULL)
    {
      found = gw_attribute_new (name, judge_value (value, bare));
      g_ptr_array_add (names->list, found);
      g_hash_table_insert (names->index, found->name, found);
    }
  else if (found->kind != judge_value (value, bare))
    found->kind = GW_ATTRIBUTE_TEXT;
}

/* --- labels ------------------------------------------------------------------------- */

/* As the file had it, while that is the color of the class. */
static char *
make_color (GwClass *class, const GwCvatLabel *kept)
{
  guint32 color;

  if (gw_cvat_color_parse (kept->color, &color) && color == gw_class_get_color (class))
    return g_strdup (kept->color);
  return g_strdup_printf ("#%06x", gw_class_get_color (class) & 0xFFFFFF);
}

/* Those that are declared and then those that are used without. */
static void
add_attributes (const GwCvatUse *self, GwClass *class, const GwCvatLabel *kept, GwCvatLabel *label)
{
  const GPtrArray *declared = gw_class_get_attributes (class);
  const gint64 class_id = gw_class_get_id (class);
  const Names *used = g_hash_table_lookup (self->classes, &class_id);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < declared->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (declared, i);
      const GwCvatAttribute *was = gw_cvat_label_find_attribute (kept, attribute->name);

      g_hash_table_add (told, attribute->name);
      g_ptr_array_add (label->attributes, gw_cvat_attribute_from_model (attribute, was));
    }
  for (guint i = 0; used != NULL && i < used->list->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (used->list, i);

      if (!g_hash_table_contains (told, attribute->name))
        g_ptr_array_add (label->attributes, gw_cvat_attribute_from_model (attribute, NULL));
    }
}

/* Whether a drawing that was kept shows the skeleton as it is now. */
static gboolean
shows (const char *svg, const GwSkeleton *skeleton)
{
  const guint n = gw_skeleton_get_n_points (skeleton);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GwSkeleton) shown = NULL;
  guint n_bad;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) gw_skeleton_get_name (skeleton, i));
  g_ptr_array_add (names, NULL);
  edges = gw_cvat_svg_read (svg, (const char *const *) names->pdata, n, &n_bad);
  shown = gw_skeleton_new ((const char *const *) names->pdata, (const GwSkeletonEdge *) (gpointer) edges->data,
                           edges->len, NULL);

  return shown != NULL && gw_skeleton_equal (shown, skeleton);
}

static void
write_points (GwClass *class, const char *parent, const GwJsonMembers *points, GwXmlWriter *out)
{
  const GwSkeleton *skeleton = gw_class_get_skeleton (class);

  for (guint i = 0; i < gw_skeleton_get_n_points (skeleton); i++)
    {
      const char *name = gw_skeleton_get_name (skeleton, i);
      gsize length = 0;
      const char *raw = points != NULL ? gw_json_members_get (points, name, &length) : NULL;
      g_autoptr (GwJsonMembers) inner = NULL;
      g_autoptr (GwCvatLabel) label = gw_cvat_label_from_json (raw != NULL ? raw : "{}", raw != NULL ? length : 2,
                                                               &inner);

      label->name = g_strdup (name);
      label->parent = g_strdup (parent);
      if (label->color == NULL)
        label->color = g_strdup_printf ("#%06x", gw_class_get_color (class) & 0xFFFFFF);
      if (label->type == NULL)
        label->type = g_strdup ("points");
      gw_cvat_label_write (label, out);
    }
}

static void
write_class (const GwCvatUse *self, GwClass *class, const GwJsonMembers *labels, GwXmlWriter *out)
{
  const char *name = _gw_class_get_name_for (class, "cvat");
  const GwSkeleton *skeleton = gw_class_get_skeleton (class);
  gsize length = 0;
  const char *raw = labels != NULL ? gw_json_members_get (labels, name, &length) : NULL;
  g_autoptr (GwJsonMembers) points = NULL;
  g_autoptr (GwCvatLabel) kept = gw_cvat_label_from_json (raw != NULL ? raw : "{}", raw != NULL ? length : 2, &points);
  g_autoptr (GwCvatLabel) label = gw_cvat_label_new ();

  label->name = g_strdup (name);
  label->color = make_color (class, kept);
  if (skeleton != NULL)
    {
      label->type = g_strdup ("skeleton");
      label->svg = kept->svg != NULL && shows (kept->svg, skeleton) ? g_strdup (kept->svg)
                                                                    : gw_cvat_svg_make (skeleton);
    }
  else
    label->type = g_strdup (kept->type != NULL && g_strcmp0 (kept->type, "skeleton") != 0 ? kept->type : "any");
  add_attributes (self, class, kept, label);
  gw_cvat_label_write (label, out);
  if (skeleton != NULL)
    write_points (class, name, points, out);
}

void
gw_cvat_use_write (const GwCvatUse *self, const GwRecordHead *head, const GwJsonMembers *bag, GwXmlWriter *out)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  g_autofree char *raw = gw_json_members_dup (bag, "labels");
  g_autoptr (GwJsonMembers) labels = raw != NULL ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;

  gw_xml_writer_begin (out, "labels");
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      const gint64 class_id = gw_class_get_id (class);

      if (g_hash_table_contains (self->classes, &class_id) || !g_hash_table_contains (groups, class))
        write_class (self, class, labels, out);
    }
  gw_xml_writer_end (out);
}
