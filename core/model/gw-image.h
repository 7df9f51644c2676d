/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The status of an image. Flagged and skipped are marks beside it. The
 * numbers are stored.
 */
typedef enum
{
  GW_IMAGE_UNLABELED = 0,
  GW_IMAGE_IN_PROGRESS = 1,
  GW_IMAGE_LABELED = 2,
  GW_IMAGE_IN_REVIEW = 3
} GwImageStatus;

#define GW_IMAGE_N_STATUSES 4

typedef enum
{
  GW_IMAGE_FLAGGED = 1 << 0, /* a person saw a problem */
  GW_IMAGE_SKIPPED = 1 << 1,
  GW_IMAGE_UNREADABLE = 1 << 2, /* cannot be decoded; "problem" says why */
  GW_IMAGE_NEGATIVE = 1 << 3    /* labeled, and known to hold nothing */
} GwImageMarks;

/* A label of the whole image. */
typedef struct
{
  gint64 class_id;
  double confidence; /* 0 to 1, NaN: not given */
} GwLabel;

#define GW_TYPE_IMAGE (gw_image_get_type ())
G_DECLARE_FINAL_TYPE (GwImage, gw_image, GW, IMAGE, GObject)

/* One image of a project as the store last read it: a row, not pixels. A
 * new reading gives a new object; holders replace it. Only an object that
 * stands for a row that nobody has read yet takes it in when it comes.
 *
 * Signal "filled": it has taken in its row.
 */
GwImage *gw_image_new (gint64 id, const char *path);
/* Makes it the same row as another. Its maker emits "filled" when others may
 * look.
 */
void gw_image_fill (GwImage *self, GwImage *row);
/* The same row in an object of its own, for its maker to change. */
GwImage *gw_image_copy (GwImage *self);

gint64 gw_image_get_id (GwImage *self);
void gw_image_set_id (GwImage *self, gint64 id);
/* Relative to its root, with '/' between parts. */
const char *gw_image_get_path (GwImage *self);
/* The last part of the path. */
const char *gw_image_get_name (GwImage *self);
gint64 gw_image_get_root_id (GwImage *self);
void gw_image_set_root_id (GwImage *self, gint64 root_id);
/* The absolute path of the file, or NULL where the root is not known here. */
const char *gw_image_get_file (GwImage *self);
void gw_image_set_file (GwImage *self, const char *file);

/* The oriented size in pixels; 0: not read yet. */
int gw_image_get_width (GwImage *self);
int gw_image_get_height (GwImage *self);
void gw_image_set_size (GwImage *self, int width, int height);
/* Bytes and modification time of the file when it was last read; 0: unknown. */
gint64 gw_image_get_bytes (GwImage *self);
gint64 gw_image_get_mtime (GwImage *self);
void gw_image_set_file_facts (GwImage *self, gint64 bytes, gint64 mtime);
/* SHA-256 of the file in hex, or NULL. */
const char *gw_image_get_sha256 (GwImage *self);
void gw_image_set_sha256 (GwImage *self, const char *sha256);

GwImageStatus gw_image_get_status (GwImage *self);
void gw_image_set_status (GwImage *self, GwImageStatus status);
GwImageMarks gw_image_get_marks (GwImage *self);
void gw_image_set_marks (GwImage *self, GwImageMarks marks);
/* Why it is flagged or unreadable; NULL else. */
const char *gw_image_get_problem (GwImage *self);
void gw_image_set_problem (GwImage *self, const char *problem);
/* "train", "val", "test", any text, or NULL. */
const char *gw_image_get_split (GwImage *self);
void gw_image_set_split (GwImage *self, const char *split);
gint64 gw_image_get_added (GwImage *self);
void gw_image_set_added (GwImage *self, gint64 added);

guint gw_image_get_n_objects (GwImage *self);
void gw_image_set_n_objects (GwImage *self, guint n);
/* The least certain score of its predictions; NaN: none. */
double gw_image_get_confidence (GwImage *self);
void gw_image_set_confidence (GwImage *self, double confidence);

/* (element-type GwLabel) (transfer none): the labels of layer
 * GW_LAYER_LABELS; never NULL, do not change.
 */
GArray *gw_image_get_labels (GwImage *self);
void gw_image_set_labels (GwImage *self, const GwLabel *labels, gsize n);
/* (nullable): names of its tags. */
const char *const *gw_image_get_tags (GwImage *self);
void gw_image_set_tags (GwImage *self, const char *const *tags);
/* Image attributes as of GwObject's. */
const char *gw_image_get_attribute (GwImage *self, const char *name);
void gw_image_set_attribute (GwImage *self, const char *name, const char *value);
guint gw_image_get_n_attributes (GwImage *self);
void gw_image_get_attribute_at (GwImage *self, guint i, const char **name, const char **value);

/* "unlabeled", "in-progress", "labeled", "in-review": for filters and files. */
const char *gw_image_status_get_nick (GwImageStatus status);
gboolean gw_image_status_from_nick (const char *nick, GwImageStatus *status);

G_END_DECLS
