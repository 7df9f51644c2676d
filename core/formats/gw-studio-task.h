/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-json-members.h"
#include "gw-object.h"
#include "gw-studio-controls.h"

G_BEGIN_DECLS

/* Tasks of Label Studio (spec formats 8) as their files have them. */

#define GW_STUDIO_FORMAT "label-studio"
/* The attribute that holds further classes of an object, with commas between them. */
#define GW_STUDIO_ALSO "also"

/* The tag of images that have an answer that others are measured by. */
#define GW_STUDIO_GOLD "gold"

/* What a result is. */
typedef enum
{
  GW_STUDIO_OTHER = 0, /* kept as it is */
  GW_STUDIO_RECTANGLE,
  GW_STUDIO_POLYGON,
  GW_STUDIO_ELLIPSE,
  GW_STUDIO_KEYPOINT,
  GW_STUDIO_BRUSH,
  GW_STUDIO_LABELS, /* classes, for the shape of the same id */
  GW_STUDIO_CHOICES,
  GW_STUDIO_TAXONOMY,
  GW_STUDIO_RATING,
  GW_STUDIO_NUMBER,
  GW_STUDIO_TEXTAREA,
  GW_STUDIO_DATETIME,
  GW_STUDIO_N_KINDS
} GwStudioKind;

/* “rectanglelabels” of GW_STUDIO_RECTANGLE; NULL of GW_STUDIO_OTHER. */
const char *gw_studio_kind_get_type (GwStudioKind kind);
/* The same for “rectangle”, a shape whose classes are in a result of their own. */
GwStudioKind gw_studio_kind_from_type (const char *type);
gboolean gw_studio_kind_is_shape (GwStudioKind kind);
/* Neither shapes nor classes: ratings, numbers, texts and times. */
gboolean gw_studio_kind_is_value (GwStudioKind kind);
/* What a result of another kind than a shape says in its value, as a text. (transfer full) (nullable) */
char *gw_studio_value_dup_text (GwStudioKind kind, const GwJsonMembers *value);

typedef struct _GwStudioResult GwStudioResult;

struct _GwStudioResult
{
  GwStudioKind kind;
  char *type;             /* (nullable) */
  char *id;               /* (nullable) */
  GwJsonMembers *members; /* raw: all but “value” */
  GwJsonMembers *value;   /* raw: all but “rle” */
  GByteArray *rle;        /* (nullable) */
  const char *code;       /* (nullable): why it cannot be read */
  GwStudioResult *shape;  /* (nullable): what this one tells of, in the same annotation */
  GwStudioResult *labels; /* (nullable): that has the classes of a shape, in the same annotation */
  GwStudioResult *parent; /* (nullable): the shape that a shape is below */
  GPtrArray *points;      /* (nullable), of GwStudioResult, not owned: points that make one set with this one */
  gboolean joined;        /* it is among the points of its parent */
  GwObject *object;       /* (nullable) (transfer none): what the reader has made of a shape */
};

/* An annotation, or a prediction. */
typedef struct
{
  GPtrArray *results;     /* of GwStudioResult */
  GwJsonMembers *members; /* raw: all but “result” */
  gboolean improper;      /* members were no JSON: NaN, Infinity */
} GwStudioAnnotation;

typedef struct
{
  GwJsonMembers *data;    /* empty where there is none */
  GwJsonMembers *members; /* raw: all others */
  GPtrArray *annotations; /* of GwStudioAnnotation */
  GPtrArray *predictions; /* of GwStudioAnnotation */
  gboolean known;         /* it has one of these keys at all */
  gboolean improper;      /* members were no JSON: NaN, Infinity */
  GwJsonRepeats repeats;  /* of keys in it */
  guint64 line;
  gboolean is_measured; /* the reader knows what its results say of the image's size */
  int width;            /* then: 0 where they say nothing */
  int height;
} GwStudioTask;

void gw_studio_task_free (GwStudioTask *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStudioTask, gw_studio_task_free)

/* The tasks of one file: an array of them, or one; those of JSON-MIN are unfolded to the same
 * form. One task is in memory at a time.
 */
typedef struct _GwStudioFile GwStudioFile;

/* image_key: of the image in a task of JSON-MIN; controls: those that are known of, which
 * must stay.
 */
GwStudioFile *gw_studio_file_open (const char *path, const char *image_key, const GwStudioControls *controls,
                                   GCancellable *cancellable, GError **error);
void gw_studio_file_free (GwStudioFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStudioFile, gw_studio_file_free)

/* NULL at the end, or with error set; line then says where. An element that is no object is
 * a task that is not known.
 */
GwStudioTask *gw_studio_file_next (GwStudioFile *self, GError **error);
guint64 gw_studio_file_get_line (const GwStudioFile *self);
guint64 gw_studio_file_get_offset (const GwStudioFile *self);

/* An id, which may be a text or a number. (transfer full) (nullable) */
char *gw_studio_dup_id (const GwJsonMembers *members, const char *key);
/* The text of a member; NULL where it is none. */
char *gw_studio_result_dup_text (const GwStudioResult *self, const char *key);
/* The list in the value that the type names: classes of a shape, choices. (nullable) */
GStrv gw_studio_result_dup_labels (const GwStudioResult *self);
/* Writes the whole of it, as it was. */
void gw_studio_result_write (const GwStudioResult *self, GwJsonWriter *json);
/* A number of raw members: NaN where there is none; FALSE where it is no finite number. */
gboolean gw_studio_get_number (const GwJsonMembers *members, const char *key, double *number);
/* When an annotation was changed last, or else made, in microseconds; FALSE where it does not say. */
gboolean gw_studio_get_time (const GwJsonMembers *members, gint64 *us);

G_END_DECLS
