/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class.h"
#include "gw-image.h"
#include "gw-label-index.h"
#include "gw-logits.h"
#include "gw-object.h"
#include "gw-project-info.h"

G_BEGIN_DECLS

/* What every reader of a format gives and every writer takes: the head of a
 * set of labels, then one record for each image. Class ids inside records
 * are those of the head's classes. The store imports and exports the same.
 */
typedef struct
{
  GPtrArray *classes; /* of GwClass, ids unique, > 0 */
  GwTask task;
  gboolean has_task;
  gboolean predictions;  /* scores of a model, not people's labels */
  gboolean truths;       /* predictions come with what is true (GwRecord.truth) */
  gboolean models;       /* records name the models whose predictions they are (GwRecord.model) */
  gboolean answers;      /* several people have labeled the same images, and each record is by one of them */
  GwScoreScale scale;    /* of the scores of classes in records */
  char *model_name;      /* (nullable) */
  char *model_version;   /* (nullable) */
  char *bag;             /* (nullable): JSON object {"<format>": ...} of what belongs to the whole file */
  GPtrArray *attributes; /* (nullable), of char*: names of attributes that images of the records have, as far as they
                          * are known before those come */

  /* Of gw_record_head_ensure_class(): */
  GHashTable *index; /* (nullable): name -> class, of the first n_indexed */
  guint n_indexed;
  gint64 last_id;

  /* Of gw_record_head_add_attribute(): */
  GHashTable *attribute_names; /* (nullable): set of the texts in attributes */

  /* Of gw_record_head_find_class(): */
  GHashTable *by_id; /* (nullable): id -> 1 + its place in classes, as it was when that was last looked for */
} GwRecordHead;

GwRecordHead *gw_record_head_new (void);
GwRecordHead *gw_record_head_copy (const GwRecordHead *self);
/* A copy that has the classes themselves: to change one, put a copy of it in its place. A class
 * takes half a kilobyte.
 */
GwRecordHead *gw_record_head_share (const GwRecordHead *self);
void gw_record_head_free (GwRecordHead *self);
/* Takes no longer with many classes, whatever their numbers; for one that is not there it goes
 * through all. Thread-safe as long as nobody changes the classes.
 */
GwClass *gw_record_head_find_class (const GwRecordHead *self, gint64 id);
GwClass *gw_record_head_find_class_by_name (const GwRecordHead *self, const char *name);
/* Finds or appends a class; the new one has the next palette colour and id. Takes no longer
 * with many classes; who renames one does so when all are there.
 */
GwClass *gw_record_head_ensure_class (GwRecordHead *self, const char *name);

/* Notes the name of an attribute of images, unless it is there or there are GW_RECORD_HEAD_ATTRIBUTES.
 * Takes no longer with many.
 */
#define GW_RECORD_HEAD_ATTRIBUTES 1000
void gw_record_head_add_attribute (GwRecordHead *self, const char *name);
/* Whether a name has been noted. */
gboolean gw_record_head_has_attribute (const GwRecordHead *self, const char *name);

typedef struct
{
  char *path;      /* relative, '/'; NULL: a line of the source that is no image, kept as raw */
  gint64 image_id; /* the project's, 0: not matched */
  char *file;      /* (nullable): absolute path of the picture, where known */
  char *root;      /* (nullable): the folder that path starts from, where it is not that of the others */
  char *source;    /* (nullable): the file that it stands in, where its source has several */
  int width;       /* oriented; 0: unknown */
  int height;
  char *sha256;         /* (nullable) */
  char *split;          /* (nullable) */
  GStrv tags;           /* (nullable) */
  GStrv attributes;     /* (nullable): what is known of the image itself, such as its weather: name, value, name,
                         * value and so on, as gw_record_set_attribute() makes it */
  char *annotator;      /* (nullable) */
  gboolean apart;       /* another record has the labels of the same entry; these are answers beside them, of a layer
                         * that annotator names, where those go to the project's own (GwReadOptions.keep_layers) */
  char *model;          /* (nullable): whose predictions these are, where the source has several models */
  gboolean has_picture; /* the picture itself stands in source (GwFormat.load_picture) */
  gboolean skipped;     /* who was to label the image has set it aside */
  gboolean labeled;     /* the image was looked at: with no labels and objects it is a negative */
  gboolean emptied;     /* it had labels, and all were left out: nothing that it could replace gives way to it */
  GArray *labels;       /* of GwLabel */
  GArray *absent;       /* (nullable), of GwLabel: classes that were looked for and are not in the image */
  GArray *scores;       /* of GwLabel: a model's score of each class; NULL: none */
  GArray *truth;        /* (nullable), of GwLabel: beside predictions, what the image is: labels of the project's own
                         * where it has none */
  GPtrArray *objects;   /* of GwObject */
  GwImage *image;       /* (nullable): the project's row, on export */
  char *bag;            /* (nullable): JSON object {"<format>": ...} */
  char *raw;            /* (nullable): the line as it stood in the file, without its line end */
  guint64 line;         /* 1-based line or ordinal in the source; 0: none */
  GArray *places;       /* (nullable), of guint64: the line on which each object stands in the source */
  gint64 modified;      /* when its labels or objects last changed, ms UTC; 0: unknown */

  /* Of gw_record_find_label() and gw_record_find_score(): */
  GwLabelIndex label_index;
  GwLabelIndex score_index;
} GwRecord;

GwRecord *gw_record_new (const char *path);
GwRecord *gw_record_copy (const GwRecord *self);
void gw_record_free (GwRecord *self);

/* Attributes of the image: texts by name, as those of GwImage, which they become in a project; in
 * the order in which they came. Found by walking: a handful is usual.
 */
const char *gw_record_get_attribute (const GwRecord *self, const char *name);
/* value NULL removes. FALSE, and nothing is changed, for what cannot be one: a name that is empty,
 * or one that is too long, or a value (GW_LIMIT_NAME_BYTES, GW_LIMIT_ATTRIBUTE_BYTES); text that is not
 * UTF-8; and more of them than GW_LIMIT_IMAGE_ATTRIBUTES.
 */
gboolean gw_record_set_attribute (GwRecord *self, const char *name, const char *value);
/* Takes those that the other has and this one has not, and says of how many this one has another value, or
 * has no room for.
 */
guint gw_record_add_attributes (GwRecord *self, const GwRecord *other);

/* The first label, or score, that the record has of a class, until it gets another one. Takes no longer
 * with many, also where each is asked for before it is added; while somebody asks, labels and scores are
 * only added, at the end.
 *
 * Returns: (transfer none) (nullable)
 */
GwLabel *gw_record_find_label (GwRecord *self, gint64 class_id);
GwLabel *gw_record_find_score (GwRecord *self, gint64 class_id);

/* A class that labels or objects of the record have is none that is absent. */
void gw_record_drop_present (GwRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRecordHead, gw_record_head_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRecord, gw_record_free)

G_END_DECLS
