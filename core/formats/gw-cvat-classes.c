/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-classes.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-meta.h"
#include "gw-cvat-svg.h"
#include "gw-limits.h"
#include "gw-reader-private.h"

/* What is known of the skeleton of a class. */
typedef struct
{
  GPtrArray *names; /* char *: of points, at most one more than a skeleton may have */
  char *svg;        /* (nullable) */
  char *file;
  guint64 line;
} Points;

struct _GwCvatClasses
{
  GwReader *reader;
  GHashTable *classes;  /* name as in the files -> GwClass; NULL: it cannot be one */
  GHashTable *declared; /* set of GwClass that have a name of the files */
  GHashTable *points;   /* GwClass -> Points */
  GHashTable *choices;  /* GwAttribute of one of the classes -> set of its choices, of those that were asked for */
};

static void
points_free (gpointer data)
{
  Points *points = data;

  g_ptr_array_unref (points->names);
  g_free (points->svg);
  g_free (points->file);
  g_free (points);
}

GwCvatClasses *
gw_cvat_classes_new (GwReader *reader)
{
  GwCvatClasses *self = g_new0 (GwCvatClasses, 1);

  self->reader = reader;
  self->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->declared = g_hash_table_new (NULL, NULL);
  self->points = g_hash_table_new_full (NULL, NULL, NULL, points_free);
  self->choices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  return self;
}

void
gw_cvat_classes_free (GwCvatClasses *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->classes);
  g_hash_table_unref (self->declared);
  g_hash_table_unref (self->points);
  g_hash_table_unref (self->choices);
  g_free (self);
}

GwClass *
gw_cvat_classes_find (const GwCvatClasses *self, const char *label)
{
  return g_hash_table_lookup (self->classes, label);
}

GwClass *
gw_cvat_classes_note (GwCvatClasses *self, const char *label, const char *file, guint64 line)
{
  gpointer class;

  if (g_hash_table_lookup_extended (self->classes, label, NULL, &class))
    return class;
  class = _gw_reader_ensure_class (self->reader, label, NULL, self->declared, file, line);
  g_hash_table_insert (self->classes, g_strdup (label), class);

  return class;
}

gboolean
gw_cvat_classes_accept (const GwCvatClasses *self, const GwAttribute *attribute, const char *value)
{
  GHashTable *choices;

  if (attribute->kind != GW_ATTRIBUTE_CHOICE)
    return gw_attribute_accepts (attribute, value);
  choices = g_hash_table_lookup (self->choices, attribute);
  if (choices == NULL)
    {
      choices = g_hash_table_new (g_str_hash, g_str_equal);
      for (gsize i = 0; attribute->choices != NULL && attribute->choices[i] != NULL; i++)
        g_hash_table_add (choices, attribute->choices[i]);
      g_hash_table_insert (self->choices, (gpointer) attribute, choices);
    }
  return g_hash_table_contains (choices, value);
}

/* --- points -------------------------------------------------------------------------- */

static Points *
ensure_points (GwCvatClasses *self, GwClass *class)
{
  Points *points = g_hash_table_lookup (self->points, class);

  if (points != NULL)
    return points;
  points = g_new0 (Points, 1);
  points->names = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->points, class, points);

  return points;
}

void
gw_cvat_classes_note_point (GwCvatClasses *self, GwClass *class, const char *point)
{
  Points *points = ensure_points (self, class);
  g_autofree char *name = g_strstrip (g_strdup (point));

  if (points->names->len <= GW_SKELETON_MAX_POINTS
      && !g_ptr_array_find_with_equal_func (points->names, name, g_str_equal, NULL))
    g_ptr_array_add (points->names, g_steal_pointer (&name));
}

/* --- declarations ----------------------------------------------------------------------- */

static void
report (GwCvatClasses *self, GwSeverity severity, GwOutcome outcome, const char *code, const char *file, guint64 line,
        GwClass *class, const char *text)
{
  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = code,
                                                             .file = (char *) file,
                                                             .line = line,
                                                             .label = (char *) gw_class_get_name (class),
                                                             .text = (char *) text });
}

static void
declare_attributes (GwCvatClasses *self, GwClass *class, const GwCvatLabel *label, const char *file)
{
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);

  for (guint i = 0; i < label->attributes->len; i++)
    {
      const GwCvatAttribute *attribute = g_ptr_array_index (label->attributes, i);

      if (strlen (attribute->name) <= gw_limit_get (GW_LIMIT_NAME_BYTES))
        g_ptr_array_add (attributes, gw_cvat_attribute_to_model (attribute));
      else
        report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "limit", file, label->line, class,
                _ ("The name of an attribute is too long. The attribute was left out."));
    }
  if (attributes->len == 0)
    return;
  gw_class_set_attributes (class, attributes);
  g_hash_table_remove_all (self->choices);
}

static void
declare_label (GwCvatClasses *self, const GwCvatLabel *label, const GPtrArray *labels, gboolean has_points,
               const char *file)
{
  GwClass *class = gw_cvat_classes_note (self, label->name, file, label->line);
  guint32 color;

  if (class == NULL)
    return;
  if (gw_cvat_color_parse (label->color, &color))
    gw_class_set_color (class, color);
  declare_attributes (self, class, label, file);
  for (guint i = 0; has_points && i < labels->len; i++)
    {
      const GwCvatLabel *point = g_ptr_array_index (labels, i);

      if (g_strcmp0 (point->parent, label->name) == 0)
        gw_cvat_classes_note_point (self, class, point->name);
    }
  if (label->svg != NULL)
    {
      Points *points = ensure_points (self, class);

      g_free (points->svg);
      g_free (points->file);
      points->svg = g_strdup (label->svg);
      points->file = g_strdup (file);
      points->line = label->line;
    }
}

/* A name is declared once in a file; another file may say the same again. */
void
gw_cvat_classes_declare (GwCvatClasses *self, const GPtrArray *labels, const char *file)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parents = gw_cvat_labels_list_parents (labels);

  for (guint i = 0; i < labels->len; i++)
    {
      const GwCvatLabel *label = g_ptr_array_index (labels, i);
      GwClass *class;

      if (label->parent != NULL && *label->parent != '\0')
        continue;
      if (g_hash_table_add (seen, label->name))
        declare_label (self, label, labels, g_hash_table_contains (parents, label->name), file);
      else if ((class = gw_cvat_classes_find (self, label->name)) != NULL)
        report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "class-duplicate", file, label->line, class,
                _ ("Two labels have this name. They were joined into one class."));
    }
}

/* --- skeletons ----------------------------------------------------------------------------- */

static void
make_skeleton (GwCvatClasses *self, GwClass *class, const Points *points)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GwSkeleton) skeleton = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_bad = 0;

  for (guint i = 0; i < points->names->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (points->names, i));
  g_ptr_array_add (names, NULL);
  edges = points->svg != NULL
              ? gw_cvat_svg_read (points->svg, (const char *const *) names->pdata, names->len - 1, &n_bad)
              : g_array_new (FALSE, FALSE, sizeof (GwSkeletonEdge));
  skeleton = gw_skeleton_new ((const char *const *) names->pdata, (const GwSkeletonEdge *) (gpointer) edges->data,
                              edges->len, &error);
  if (skeleton == NULL)
    {
      text = g_strdup_printf (_ ("%s The class “%s” gets no skeleton, and its objects are read as plain points."),
                              error->message, gw_class_get_name (class));
      report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "skeleton-invalid", points->file, points->line, class,
              text);
      return;
    }
  if (n_bad > 0)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "skeleton-invalid", points->file, points->line, class,
            _ ("The drawing of the skeleton has lines that do not join two of its points. They were left out."));
  gw_class_set_skeleton (class, skeleton);
}

void
gw_cvat_classes_finish (GwCvatClasses *self)
{
  const GPtrArray *classes = self->reader->head->classes;

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      const Points *points = g_hash_table_lookup (self->points, class);

      if (points != NULL && points->names->len > 0)
        make_skeleton (self, class, points);
    }
}
