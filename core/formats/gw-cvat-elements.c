/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-elements.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-shape.h"
#include "gw-ellipse-outline.h"
#include "gw-image-attributes.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-reader-private.h"
#include "gw-xml.h"

/* Attributes of an object beyond these are left out: looking each up takes its time. */
#define MOST_ATTRIBUTES 1000

/* The element of an image that is open. */
typedef struct
{
  GwCvatKind kind;
  gboolean open;
  guint64 line;
  char *label;    /* (nullable) */
  GwClass *class; /* (nullable) */
  GwShape shape;
  GwCvatVerdict verdict;
  GwObject *object; /* (nullable): of all but tags */
  gint64 z;
  GwJsonMembers *bag;        /* of the object or tag */
  GwJsonMembers *attributes; /* of a tag */
  GArray *keypoints;         /* of GwKeypoint: of a skeleton */
  char *attribute;           /* (nullable): name of the attribute that is open */
  guint n_attributes;        /* that there were */

  char *point;                     /* (nullable): name of the point that is open */
  GwJsonMembers *points;           /* what is kept of points, by name */
  GwJsonMembers *point_bag;        /* of the one that is open */
  GwJsonMembers *point_attributes; /* the same */
} Draft;

struct _GwCvatElements
{
  GwReader *reader;
  const char *file;
  const GwCvatClasses *classes;
  GwRecord *record;    /* (nullable): what elements are put into */
  GArray *z_orders;    /* of gint64: of each object of the record */
  GPtrArray *bags;     /* of GwJsonMembers: the same */
  GwJsonMembers *tags; /* what is kept of tags, by label */
  gboolean of_track;   /* elements come out of a track */
  Draft draft;
};

/* --- drafts ---------------------------------------------------------------------------- */

static void
draft_clear (Draft *draft)
{
  g_free (draft->label);
  gw_shape_clear (&draft->shape);
  g_clear_object (&draft->object);
  g_clear_pointer (&draft->bag, gw_json_members_free);
  g_clear_pointer (&draft->attributes, gw_json_members_free);
  g_clear_pointer (&draft->keypoints, g_array_unref);
  g_free (draft->attribute);
  g_free (draft->point);
  g_clear_pointer (&draft->points, gw_json_members_free);
  g_clear_pointer (&draft->point_bag, gw_json_members_free);
  g_clear_pointer (&draft->point_attributes, gw_json_members_free);
  *draft = (Draft) { 0 };
}

void
gw_cvat_set_members (GwJsonMembers *to, const char *key, const GwJsonMembers *members)
{
  g_autofree char *text = NULL;

  if (members == NULL || gw_json_members_get_n (members) == 0)
    return;
  text = gw_json_members_to_text (members);
  gw_json_members_set (to, key, text, -1);
}

static void
report (GwCvatElements *self, GwSeverity severity, GwOutcome outcome, const char *code, const char *text)
{
  const Draft *draft = &self->draft;

  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = code,
                                                             .file = (char *) self->file,
                                                             .line = draft->line,
                                                             .image = self->record->path,
                                                             .label = draft->label,
                                                             .text = (char *) text,
                                                             .n_labels = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0 });
}

/* --- attributes of elements --------------------------------------------------------------- */

static gboolean
is_set (const char *const *names, const char *const *values, const char *name)
{
  const char *text = gw_xml_get_attribute (names, values, name);

  return text != NULL && (strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0);
}

gint64
gw_cvat_get_whole (const char *const *names, const char *const *values, const char *name)
{
  const char *text = gw_xml_get_attribute (names, values, name);
  gint64 number;

  return text != NULL && gw_number_parse_int64 (text, -1, &number) ? number : 0;
}

void
gw_cvat_keep_more (GwJsonMembers *bag, GwCvatKind kind, const char *const *names, const char *const *values,
                   const char *const *known)
{
  g_autoptr (GwJsonMembers) more = gw_json_members_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    if (!gw_cvat_kind_knows (kind, names[i]) && !g_strv_contains (known, names[i]))
      gw_json_members_set_string (more, names[i], values[i]);
  gw_cvat_set_members (bag, "more", more);
}

/* Who made it, where that is not what is written for people's work. */
static void
keep_source (GwJsonMembers *bag, const char *const *names, const char *const *values, const char *usual)
{
  const char *source = gw_xml_get_attribute (names, values, "source");

  if (source != NULL && strcmp (source, usual) != 0)
    gw_json_members_set_string (bag, "source", source);
}

/* Whether a model has made it; what people have drawn with its help is theirs. */
static gboolean
is_automatic (const char *source)
{
  return source != NULL && g_ascii_strcasecmp (source, "auto") == 0;
}

static void
keep_cuboid (GwJsonMembers *bag, const char *const *names, const char *const *values)
{
  g_autoptr (GwJsonMembers) corners = gw_json_members_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (gw_cvat_cuboid_names); i++)
    {
      const char *value = gw_xml_get_attribute (names, values, gw_cvat_cuboid_names[i]);

      if (value != NULL)
        gw_json_members_set_string (corners, gw_cvat_cuboid_names[i], value);
    }
  gw_cvat_set_members (bag, "cuboid", corners);
}

/* --- shapes ------------------------------------------------------------------------------------ */

static void
begin_skeleton (Draft *draft)
{
  GwSkeleton *skeleton = draft->class != NULL ? gw_class_get_skeleton (draft->class) : NULL;

  draft->keypoints = g_array_new (FALSE, TRUE, sizeof (GwKeypoint));
  draft->points = gw_json_members_new ();
  if (skeleton != NULL)
    g_array_set_size (draft->keypoints, gw_skeleton_get_n_points (skeleton));
}

static void
outline_ellipse (Draft *draft)
{
  const GwEllipse ellipse = draft->shape.as.ellipse;

  gw_shape_clear (&draft->shape);
  if (gw_ellipse_outline_make (&ellipse, &draft->shape))
    {
      gw_ellipse_outline_keep (&ellipse, draft->object, draft->bag);
      return;
    }
  draft->verdict.code = "box-degenerate";
  draft->verdict.text = _ ("An ellipse has no area. It was left out.");
}

static void
begin_object (GwCvatElements *self, const char *const *names, const char *const *values)
{
  static const char *const of_image[] = { NULL };
  static const char *const of_track[] = { "track_id", NULL };
  Draft *draft = &self->draft;
  const char *track = self->of_track ? gw_xml_get_attribute (names, values, "track_id") : NULL;

  draft->object = gw_object_new (0, draft->class != NULL ? gw_class_get_id (draft->class) : 0);
  if (is_set (names, values, "occluded"))
    gw_object_set_flags (draft->object, GW_OBJECT_OCCLUDED);
  gw_object_set_group (draft->object, gw_cvat_get_whole (names, values, "group_id"));
  draft->z = gw_cvat_get_whole (names, values, "z_order");
  if (is_automatic (gw_xml_get_attribute (names, values, "source")))
    gw_object_set_source (draft->object, GW_SOURCE_PREDICTION);
  keep_source (draft->bag, names, values, "manual");
  gw_cvat_keep_more (draft->bag, draft->kind, names, values, self->of_track ? of_track : of_image);
  if (track != NULL)
    {
      gw_object_set_attribute (draft->object, "track_id", track);
      /* A number, as other programs write it, where it is one. */
      if (g_ascii_isdigit (track[0]))
        gw_object_set_attribute_json (draft->object, "track_id", track, strlen (track));
    }
  if (draft->kind == GW_CVAT_SKELETON)
    {
      begin_skeleton (draft);
      return;
    }
  gw_cvat_shape_read (draft->kind, names, values, self->record->width, self->record->height, &draft->shape,
                      &draft->verdict);
  if (draft->kind == GW_CVAT_CUBOID)
    keep_cuboid (draft->bag, names, values);
  if (draft->shape.kind == GW_SHAPE_ELLIPSE)
    outline_ellipse (draft);
}

static void
begin_tag (Draft *draft, const char *const *names, const char *const *values)
{
  static const char *const known[] = { NULL };
  const gint64 group = gw_cvat_get_whole (names, values, "group_id");

  draft->attributes = gw_json_members_new ();
  keep_source (draft->bag, names, values, "manual");
  if (group != 0)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, group);

      gw_json_members_set (draft->bag, "group_id", text, -1);
    }
  gw_cvat_keep_more (draft->bag, GW_CVAT_TAG, names, values, known);
}

static void
begin_element (GwCvatElements *self, const char *name, const char *const *names, const char *const *values,
               guint64 line)
{
  Draft *draft = &self->draft;

  draft_clear (draft);
  self->reader->counts.labels++;
  if (self->record == NULL)
    return;
  draft->open = TRUE;
  draft->line = line;
  draft->kind = gw_cvat_kind_find (name);
  draft->label = g_strdup (gw_xml_get_attribute (names, values, "label"));
  draft->class = draft->label != NULL ? gw_cvat_classes_find (self->classes, draft->label) : NULL;
  draft->bag = gw_json_members_new ();
  if (draft->kind == GW_CVAT_TAG)
    begin_tag (draft, names, values);
  else
    begin_object (self, names, values);
}

/* --- points of skeletons ----------------------------------------------------------------------- */

static GwVisibility
get_visibility (const char *const *names, const char *const *values)
{
  if (is_set (names, values, "outside"))
    return GW_VISIBILITY_ABSENT;
  return is_set (names, values, "occluded") ? GW_VISIBILITY_HIDDEN : GW_VISIBILITY_VISIBLE;
}

/* Where the point belongs; points of skeletons that could not be made just follow each other. */
static GwKeypoint *
find_keypoint (Draft *draft, const char *label)
{
  GwSkeleton *skeleton = draft->class != NULL ? gw_class_get_skeleton (draft->class) : NULL;
  g_autofree char *name = label != NULL ? g_strstrip (g_strdup (label)) : NULL;
  const int place = skeleton != NULL && name != NULL ? gw_skeleton_find (skeleton, name) : -1;

  if (skeleton != NULL)
    return place >= 0 ? &g_array_index (draft->keypoints, GwKeypoint, place) : NULL;
  if (draft->keypoints->len == gw_limit_get (GW_LIMIT_RING_POINTS))
    return NULL;
  g_array_set_size (draft->keypoints, draft->keypoints->len + 1);
  return &g_array_index (draft->keypoints, GwKeypoint, draft->keypoints->len - 1);
}

static void
begin_point (GwCvatElements *self, const char *const *names, const char *const *values)
{
  static const char *const known[] = { "outside", NULL };
  Draft *draft = &self->draft;
  const char *label = gw_xml_get_attribute (names, values, "label");
  const char *text = gw_xml_get_attribute (names, values, "points");
  g_autofree char *source = gw_json_members_dup_string (draft->bag, "source");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  GwCvatVerdict verdict = { 0 };
  GwKeypoint *keypoint;

  draft->point = g_strdup (label != NULL ? label : "");
  draft->point_bag = gw_json_members_new ();
  draft->point_attributes = gw_json_members_new ();
  keep_source (draft->point_bag, names, values, source != NULL ? source : "manual");
  gw_cvat_keep_more (draft->point_bag, GW_CVAT_POINTS, names, values, known);
  keypoint = find_keypoint (draft, label);
  if (keypoint != NULL && text != NULL && gw_cvat_points_parse (text, points, &verdict))
    *keypoint = (GwKeypoint) { g_array_index (points, GwPoint, 0), get_visibility (names, values) };
  else if (draft->verdict.code == NULL)
    {
      draft->verdict.code = verdict.code != NULL ? verdict.code : "coord-not-finite";
      draft->verdict.text = _ ("A point of a skeleton has no name, or no position. The skeleton was left out.");
    }
}

static void
end_point (Draft *draft)
{
  gw_cvat_set_members (draft->point_bag, "attributes", draft->point_attributes);
  if (gw_json_members_get_n (draft->points) < GW_SKELETON_MAX_POINTS)
    gw_cvat_set_members (draft->points, draft->point, draft->point_bag);
  g_clear_pointer (&draft->point, g_free);
  g_clear_pointer (&draft->point_bag, gw_json_members_free);
  g_clear_pointer (&draft->point_attributes, gw_json_members_free);
}

static void
end_skeleton (Draft *draft)
{
  const GArray *keypoints = draft->keypoints;

  gw_cvat_set_members (draft->bag, "points", draft->points);
  draft->shape.kind = GW_SHAPE_POINTS;
  draft->shape.as.points = (GwKeypoints) { NULL, 0 };
  if (keypoints->len == 0 && draft->verdict.code == NULL)
    {
      draft->verdict.code = "coord-not-finite";
      draft->verdict.text = _ ("A skeleton has no points. It was left out.");
    }
  if (keypoints->len == 0)
    return;
  draft->shape.as.points.points = calloc (keypoints->len, sizeof (GwKeypoint));
  if (draft->shape.as.points.points == NULL)
    return;
  draft->shape.as.points.n_points = keypoints->len;
  memcpy (draft->shape.as.points.points, keypoints->data, keypoints->len * sizeof (GwKeypoint));
}

/* --- attributes ------------------------------------------------------------------------------------- */

/* By what the label's declaration says. */
static void
set_attribute (GwCvatElements *self, const char *name, const char *value)
{
  Draft *draft = &self->draft;
  const GwAttribute *attribute = draft->class != NULL ? gw_class_find_attribute (draft->class, name) : NULL;
  g_autofree char *typed = attribute != NULL && attribute->kind == GW_ATTRIBUTE_CHECKBOX ? g_ascii_strdown (value, -1)
                                                                                         : g_strdup (value);

  if (attribute != NULL && gw_attribute_is_bare (attribute, typed))
    gw_object_set_attribute_bare (draft->object, name, typed);
  else
    gw_object_set_attribute (draft->object, name, typed);
  if (attribute != NULL && *typed != '\0' && !gw_cvat_classes_accept (self->classes, attribute, typed))
    report (self, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "value-type",
            _ ("The value of an attribute is none that its declaration allows. It was kept as it is."));
}

static void
end_attribute (GwCvatElements *self, const char *text)
{
  Draft *draft = &self->draft;
  g_autofree char *name = g_steal_pointer (&draft->attribute);

  if (++draft->n_attributes > MOST_ATTRIBUTES)
    {
      if (draft->n_attributes == MOST_ATTRIBUTES + 1)
        report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "limit",
                _ ("An object has more than 1000 attributes. The others were left out."));
    }
  else if (name == NULL || *name == '\0' || strlen (name) > gw_limit_get (GW_LIMIT_NAME_BYTES))
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "value-type",
            _ ("An attribute has no name, or one that is too long. The attribute was left out."));
  else if (draft->point != NULL)
    gw_json_members_set_string (draft->point_attributes, name, text);
  else if (draft->kind == GW_CVAT_TAG)
    gw_json_members_set_string (draft->attributes, name, text);
  else
    set_attribute (self, name, text);
}

/* --- elements done ------------------------------------------------------------------------------------- */

static void
add_object (GwCvatElements *self)
{
  Draft *draft = &self->draft;
  GwRecord *record = self->record;

  if (draft->verdict.swapped)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "box-swapped",
            _ ("A box ends before it begins. Its corners were put in order."));
  if (draft->verdict.cut)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "mask-size",
            _ ("A mask reaches out of its image. The pixels outside were cut off."));
  if (draft->kind == GW_CVAT_CUBOID)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "label-foreign",
            _ ("A cuboid is shown as its outline. It is written as a cuboid again while the outline stays as it is."));
  gw_object_take_shape (draft->object, &draft->shape);
  g_ptr_array_add (record->objects, g_steal_pointer (&draft->object));
  _gw_record_add_place (record, draft->line);
  g_array_append_val (self->z_orders, draft->z);
  g_ptr_array_add (self->bags, g_steal_pointer (&draft->bag));
}

/* What tags say more is said of the image; it stays with them, too. */
static void
take_attributes (GwCvatElements *self)
{
  const GwJsonMembers *attributes = self->draft.attributes;

  for (guint i = 0; i < gw_json_members_get_n (attributes); i++)
    {
      const char *name = gw_json_members_get_at (attributes, i, NULL, NULL);
      const char *told = gw_record_get_attribute (self->record, name);
      g_autofree char *value = gw_json_members_dup_string (attributes, name);

      if (told == NULL)
        gw_image_attributes_take (self->reader, self->record, name, value, self->file, self->draft.line);
      else if (strcmp (told, value) != 0)
        report (self, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "attribute-differs",
                _ ("A tag tells of the image what another one tells otherwise by the same name. It stays with the "
                   "tag, and the first is an attribute of the image."));
    }
}

static void
add_tag (GwCvatElements *self)
{
  Draft *draft = &self->draft;
  const GwLabel label = { gw_class_get_id (draft->class), NAN };

  if (gw_record_find_label (self->record, label.class_id) != NULL)
    {
      report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "object-duplicate",
              _ ("The image has the same tag twice. One was kept."));
      return;
    }
  g_array_append_val (self->record->labels, label);
  take_attributes (self);
  gw_cvat_set_members (draft->bag, "attributes", draft->attributes);
  gw_cvat_set_members (self->tags, draft->label, draft->bag);
}

static void
end_element (GwCvatElements *self)
{
  Draft *draft = &self->draft;

  if (!draft->open)
    return;
  if (draft->kind == GW_CVAT_SKELETON)
    end_skeleton (draft);
  if (draft->kind == GW_CVAT_NONE)
    report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "label-foreign",
            _ ("The image has an element of a kind that is not known. It was left out."));
  else if (draft->class == NULL)
    report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-unknown",
            _ ("An element has no label, or one whose name cannot be a class. It was left out."));
  else if (draft->verdict.code != NULL)
    report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, draft->verdict.code, draft->verdict.text);
  else if (draft->kind == GW_CVAT_TAG)
    add_tag (self);
  else
    add_object (self);
  draft_clear (draft);
}

void
gw_cvat_elements_start (GwCvatElements *self, guint level, const char *name, const char *const *names,
                        const char *const *values, guint64 line)
{
  Draft *draft = &self->draft;

  if (level == 0)
    begin_element (self, name, names, values, line);
  else if (!draft->open)
    return;
  else if (strcmp (name, "attribute") == 0 && (level == 1 || (level == 2 && draft->point != NULL)))
    {
      g_free (draft->attribute);
      draft->attribute = g_strdup (gw_xml_get_attribute (names, values, "name"));
    }
  else if (level == 1 && draft->kind == GW_CVAT_SKELETON && gw_cvat_kind_find (name) != GW_CVAT_NONE)
    begin_point (self, names, values);
}

void
gw_cvat_elements_end (GwCvatElements *self, guint level, const char *name, const char *text)
{
  Draft *draft = &self->draft;

  if (level == 0)
    end_element (self);
  else if (!draft->open || draft->kind == GW_CVAT_NONE)
    return;
  else if (strcmp (name, "attribute") == 0 && (level == 1 || (level == 2 && draft->point != NULL)))
    end_attribute (self, text);
  else if (level == 1 && draft->point != NULL)
    end_point (draft);
}

/* --- records ---------------------------------------------------------------------------- */

typedef struct
{
  guint index;
  gint64 z;
} Layer;

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  const Layer *one = a, *two = b;

  if (one->z != two->z)
    return one->z < two->z ? -1 : 1;
  return one->index < two->index ? -1 : one->index > two->index ? 1 : 0;
}

/* The object's place in the order, and what of z_order that does not tell. */
static void
finish_object (GwObject *object, GwJsonMembers *bag, gint64 z, guint rank)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, z);
  g_autofree char *text = NULL;

  gw_object_set_z (object, (int) rank);
  if (z != rank)
    gw_json_members_set (bag, "z_order", number, -1);
  text = gw_json_members_get_n (bag) > 0 ? gw_json_members_put_bag (bag, NULL, "cvat") : NULL;
  gw_object_set_bag (object, text);
}

/* Paint order by z_order, and by place in the file where that is the same. */
static void
settle_layers (GwCvatElements *self)
{
  GwRecord *record = self->record;
  const guint n = record->objects->len;
  g_autofree Layer *layers = g_new (Layer, MAX (n, 1));
  GPtrArray *objects = g_ptr_array_new_full (n, g_object_unref);
  GArray *places = g_array_sized_new (FALSE, TRUE, sizeof (guint64), n);

  for (guint i = 0; i < n; i++)
    layers[i] = (Layer) { i, g_array_index (self->z_orders, gint64, i) };
  qsort (layers, n, sizeof *layers, compare_layers);
  for (guint rank = 0; rank < n; rank++)
    {
      const guint index = layers[rank].index;
      GwObject *object = g_ptr_array_index (record->objects, index);

      finish_object (object, g_ptr_array_index (self->bags, index), layers[rank].z, rank);
      g_ptr_array_add (objects, g_object_ref (object));
      g_array_append_val (places, g_array_index (record->places, guint64, index));
    }
  g_ptr_array_unref (record->objects);
  record->objects = objects;
  g_clear_pointer (&record->places, g_array_unref);
  record->places = places;
}

void
gw_cvat_elements_begin_record (GwCvatElements *self, GwRecord *record)
{
  self->record = record;
  self->tags = record != NULL ? gw_json_members_new () : NULL;
}

void
gw_cvat_elements_end_record (GwCvatElements *self, GwJsonMembers *bag)
{
  if (self->record != NULL)
    {
      settle_layers (self);
      gw_cvat_set_members (bag, "tags", self->tags);
    }
  draft_clear (&self->draft);
  g_clear_pointer (&self->tags, gw_json_members_free);
  g_array_set_size (self->z_orders, 0);
  g_ptr_array_set_size (self->bags, 0);
  self->record = NULL;
}

void
gw_cvat_elements_set_of_track (GwCvatElements *self, gboolean of_track)
{
  self->of_track = of_track;
}

GwCvatElements *
gw_cvat_elements_new (GwReader *reader, const char *file, const GwCvatClasses *classes)
{
  GwCvatElements *self = g_new0 (GwCvatElements, 1);

  self->reader = reader;
  self->file = file;
  self->classes = classes;
  self->z_orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->bags = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_json_members_free);

  return self;
}

void
gw_cvat_elements_free (GwCvatElements *self)
{
  if (self == NULL)
    return;
  draft_clear (&self->draft);
  g_clear_pointer (&self->tags, gw_json_members_free);
  g_array_unref (self->z_orders);
  g_ptr_array_unref (self->bags);
  g_free (self);
}
