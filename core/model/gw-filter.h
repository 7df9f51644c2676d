/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A filter is a value: a chip in the window, an argument of the command
 * line, the query behind a chart's mark, and the WHERE of the store.
 *
 * Terms are joined by AND; the values of one term by OR. Fields and
 * operators are enumerated: no name that a person typed reaches the store's
 * statements.
 *
 * Text form (parses back to an equal filter): free words, "quoted text",
 * class:car, label:cat,dog, absent:cow, status:labeled, split:train, tag:night,
 * by:mara, folder:street/, mark:flagged, conf<0.7, objects>5, width>=1920,
 * height, aspect<0.5, bytes, brightness<40, contrast, sharpness, saturation,
 * added>=2026-11-01, id:17,18, import:4, set:"12 Dark Images", attr:weather=rain,snow,
 * attr:iso>=400, attr:weather (it has one), and a leading "-" for not. Values with blanks or commas are quoted:
 * class:"Traffic Light", with \" and \\ inside; so are names of attributes that have blanks or signs: attr:"time of
 * day"=dusk. Days are those of UTC: added<=2026-11-01 has the whole day in it, added:2026-11-01 is that day (two
 * terms). text:a,b is either word. Keys may be typed in capitals; = and : are the same.
 */
typedef enum
{
  GW_FIELD_TEXT = 0, /* file name, class names, tags, notes hold the word */
  GW_FIELD_CLASS,    /* an object of this class, by name */
  GW_FIELD_LABEL,    /* an image label of this class, by name */
  GW_FIELD_ABSENT,   /* this class was looked for and is not in the image, by name */
  GW_FIELD_STATUS,   /* nick of GwImageStatus */
  GW_FIELD_SPLIT,    /* "none": images without one */
  GW_FIELD_TAG,
  GW_FIELD_BY,     /* author of an object or label */
  GW_FIELD_FOLDER, /* path begins so */
  GW_FIELD_MARK,   /* flagged, skipped, unreadable, negative, trashed */
  GW_FIELD_CONFIDENCE,
  GW_FIELD_OBJECTS,
  GW_FIELD_WIDTH,
  GW_FIELD_HEIGHT,
  GW_FIELD_ASPECT, /* width by height */
  GW_FIELD_BYTES,
  GW_FIELD_BRIGHTNESS, /* of the picture, as GwMeasure has it; so the next three */
  GW_FIELD_CONTRAST,
  GW_FIELD_SHARPNESS,
  GW_FIELD_SATURATION,
  GW_FIELD_ADDED, /* ISO date */
  GW_FIELD_ID,
  GW_FIELD_IMPORT,    /* touched by this edit (id of an import) */
  GW_FIELD_SET,       /* of a set that the store keeps: its number, a blank, its title */
  GW_FIELD_ATTRIBUTE, /* of the image, by name: its text, or the number that it is */
  GW_N_FIELDS
} GwField;

typedef enum
{
  GW_OP_IS = 0,
  GW_OP_LESS,
  GW_OP_LESS_EQUAL,
  GW_OP_GREATER,
  GW_OP_GREATER_EQUAL
} GwOp;

typedef struct
{
  GwField field;
  GwOp op;
  gboolean negate;
  char *name;    /* (nullable): of the attribute */
  GStrv values;  /* at least one, for value fields: op is GW_OP_IS; none: the attribute is there */
  double number; /* for number and date fields (date: ms UTC), and attributes that are compared */
} GwTerm;

/* Whether the field has a number in its terms: those from CONFIDENCE to ADDED.
 * All others have values, ID, IMPORT and SET too; attributes have either.
 */
gboolean gw_field_is_number (GwField field);
/* Whether this term has a number, and not values. */
gboolean gw_term_is_number (const GwTerm *self);

typedef struct _GwFilter GwFilter;

#define GW_TYPE_FILTER (gw_filter_get_type ())

GType gw_filter_get_type (void);

/* An empty filter: every image that is not in the trash. */
GwFilter *gw_filter_new (void);
GwFilter *gw_filter_copy (const GwFilter *self);
void gw_filter_free (GwFilter *self);
gboolean gw_filter_equal (const GwFilter *a, const GwFilter *b);
gboolean gw_filter_is_empty (const GwFilter *self);

guint gw_filter_get_n_terms (const GwFilter *self);
const GwTerm *gw_filter_get_term (const GwFilter *self, guint i);
/* Each adds a term, unless the same is there already. */
void gw_filter_add_value (GwFilter *self, GwField field, gboolean negate, const char *value);
void gw_filter_add_values (GwFilter *self, GwField field, gboolean negate, const char *const *values);
void gw_filter_add_number (GwFilter *self, GwField field, GwOp op, double number);
void gw_filter_add_number_full (GwFilter *self, GwField field, GwOp op, gboolean negate, double number);
/* values (nullable): NULL or empty asks whether the image has the attribute. */
void gw_filter_add_attribute (GwFilter *self, const char *name, gboolean negate, const char *const *values);
/* op: no GW_OP_IS, as texts are compared for that. */
void gw_filter_add_attribute_number (GwFilter *self, const char *name, GwOp op, gboolean negate, double number);
/* The same as a term of another filter. */
void gw_filter_add_term (GwFilter *self, const GwTerm *term);
void gw_filter_remove_term (GwFilter *self, guint i);
void gw_filter_remove_field (GwFilter *self, GwField field);
/* Adds or takes away one value of a field's IS term (a facet's check box). The value of an attribute
 * is told with its name, as gw_filter_make_attribute_value() makes it.
 */
void gw_filter_toggle_value (GwFilter *self, GwField field, const char *value, gboolean on);
gboolean gw_filter_has_value (const GwFilter *self, GwField field, const char *value);

/* The value of a GW_FIELD_SET term: "12 Actual cat, predicted dog". The number
 * says which set it is; the title is there for people. (transfer full)
 */
char *gw_filter_make_set_value (gint64 set_id, const char *title);
/* FALSE where it does not begin with the number of a set. title (optional)
 * points into value.
 */
gboolean gw_filter_parse_set_value (const char *value, gint64 *set_id, const char **title);

/* “weather=rain”, the name quoted where it has to be. (transfer full) */
char *gw_filter_make_attribute_value (const char *name, const char *value);
/* FALSE where it is none. name (transfer full); value points into text. */
gboolean gw_filter_parse_attribute_value (const char *text, char **name, const char **value);

/* Makes terms of class ones of label: what people mean by a class in a
 * project whose images are classified as a whole.
 */
void gw_filter_turn_classes_to_labels (GwFilter *self);

/* Parses the text form. An unknown key, status or mark gives
 * GW_ERROR_INVALID naming the nearest known one.
 */
GwFilter *gw_filter_parse (const char *text, GError **error);
char *gw_filter_to_text (const GwFilter *self);
/* One term for a chip in the user's language: “Class: Cyclist”. */
char *gw_filter_describe_term (const GwTerm *term);
/* The key as typed: "class". */
const char *gw_field_get_key (GwField field);
/* Its name in the user's language: “Class”. */
const char *gw_field_get_title (GwField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFilter, gw_filter_free)

typedef enum
{
  GW_SORT_NAME = 0, /* natural order of path */
  GW_SORT_NAME_REVERSED,
  GW_SORT_ADDED,
  GW_SORT_LOWEST_CONFIDENCE,
  GW_SORT_HIGHEST_CONFIDENCE,
  GW_SORT_MOST_OBJECTS,
  GW_SORT_FEWEST_OBJECTS,
  GW_SORT_LARGEST,
  GW_SORT_SMALLEST,
  GW_SORT_RANDOM, /* fixed by a seed: the project's */
  GW_N_SORTS
} GwSort;

/* "name", "added", "lowest-confidence", …: for settings and files. */
const char *gw_sort_get_nick (GwSort sort);
gboolean gw_sort_from_nick (const char *nick, GwSort *sort);

G_END_DECLS
