/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-use.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-label.h"
#include "gw-cvat-svg.h"
#include "gw-writer-private.h"

struct _GwCvatUse
{
  GHashTable *classes; /* id of a class -> Names */
};

/* An attribute of a class. */
typedef struct
{
  GwAttribute *attribute;      /* of the kind that all its values are */
  const GwAttribute *declared; /* (nullable): what its class says of it */
  guint64 n_other; /* values that the declaration does not give back; without one, those that are no texts */
} Use;

/* Of attributes: there may be any number. */
typedef struct
{
  GPtrArray *list;   /* of Use, as they come */
  GHashTable *index; /* name -> Use (unowned) */
} Names;

static void
use_free (gpointer data)
{
  Use *use = data;

  gw_attribute_free (use->attribute);
  g_free (use);
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
      names->list = g_ptr_array_new_with_free_func (use_free);
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
  static const GwAttribute truth = { .kind = GW_ATTRIBUTE_CHECKBOX }, number = { .kind = GW_ATTRIBUTE_NUMBER };

  if (bare && gw_attribute_is_bare (&truth, value))
    return GW_ATTRIBUTE_CHECKBOX;
  return bare && gw_attribute_is_bare (&number, value) ? GW_ATTRIBUTE_NUMBER : GW_ATTRIBUTE_TEXT;
}

static Use *
ensure_use (GwCvatUse *self, GwClass *class, const char *name, GwAttributeKind kind)
{
  Names *names = ensure (self, gw_class_get_id (class));
  Use *use = g_hash_table_lookup (names->index, name);

  if (use != NULL)
    return use;
  use = g_new0 (Use, 1);
  use->attribute = gw_attribute_new (name, kind);
  use->declared = gw_class_find_attribute (class, name);
  g_ptr_array_add (names->list, use);
  g_hash_table_insert (names->index, use->attribute->name, use);
  return use;
}

/* Whether the value that is written is the one that is read, by the reader's rules. */
static gboolean
comes_back (const GwAttribute *declared, const char *value, gboolean bare)
{
  g_autofree char *lower = declared->kind == GW_ATTRIBUTE_CHECKBOX ? g_ascii_strdown (value, -1) : NULL;

  if (lower != NULL && strcmp (lower, value) != 0)
    return FALSE;
  return gw_attribute_is_bare (declared, value) == bare;
}

void
gw_cvat_use_note_attribute (GwCvatUse *self, GwClass *class, const char *name, const char *value, gboolean bare)
{
  const GwAttributeKind kind = judge_value (value, bare);
  Use *use = ensure_use (self, class, name, kind);

  if (use->attribute->kind != kind)
    use->attribute->kind = GW_ATTRIBUTE_TEXT;
  if (use->declared != NULL ? !comes_back (use->declared, value, bare) : bare)
    use->n_other++;
}

/* --- losses --------------------------------------------------------------------------- */

/* (transfer full) (nullable): NULL where all values come back as they are. */
static char *
describe_loss (const Use *use)
{
  const char *name = use->attribute->name;
  const guint64 n = use->n_other;

  if (n == 0 || (use->declared == NULL && use->attribute->kind != GW_ATTRIBUTE_TEXT))
    return NULL;
  if (use->declared != NULL)
    return g_strdup_printf (
        ngettext ("%" PRIu64 " value of the attribute “%s” is of another kind than its class declares. It will be "
                  "read as what was declared, or as a text.",
                  "%" PRIu64 " values of the attribute “%s” are of another kind than its class declares. They will be "
                  "read as what was declared, or as texts.",
                  n),
        n, name);
  return g_strdup_printf (
      ngettext ("CVAT has one kind for all values of an attribute, and no lists. %" PRIu64 " value of “%s” becomes "
                "a text.",
                "CVAT has one kind for all values of an attribute, and no lists. %" PRIu64 " values of “%s” become "
                "texts.",
                n),
      n, name);
}

void
gw_cvat_use_report_loss (const GwCvatUse *self, const GwRecordHead *head, GwProblems *problems)
{
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      const gint64 class_id = gw_class_get_id (class);
      const Names *names = g_hash_table_lookup (self->classes, &class_id);

      for (guint k = 0; names != NULL && k < names->list->len; k++)
        {
          const Use *use = g_ptr_array_index (names->list, k);
          g_autofree char *text = describe_loss (use);

          if (text != NULL)
            gw_problems_report (problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                         .outcome = GW_OUTCOME_CHANGED,
                                                         .code = "loss-attributes",
                                                         .label = (char *) gw_class_get_name (class),
                                                         .detail = use->attribute->name,
                                                         .text = text });
        }
    }
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
      const GwAttribute *attribute = ((const Use *) g_ptr_array_index (used->list, i))->attribute;

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
