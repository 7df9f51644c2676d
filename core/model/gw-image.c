/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image.h"

#include <math.h>
#include <string.h>

#include "gw-values-private.h"

struct _GwImage
{
  GObject parent_instance;

  gint64 id;
  gint64 root_id;
  gint64 bytes;
  gint64 mtime;
  gint64 added;
  double confidence;
  char *path;
  char *file;
  char *sha256;
  char *problem;
  char *split;
  int width;
  int height;
  guint n_objects;
  GwImageStatus status;
  GwImageMarks marks;
  GArray *labels;
  GStrv tags;
  GwValues attributes;
};

G_DEFINE_FINAL_TYPE (GwImage, gw_image, G_TYPE_OBJECT)

static const char *const status_nicks[GW_IMAGE_N_STATUSES] = {
  [GW_IMAGE_UNLABELED] = "unlabeled",
  [GW_IMAGE_IN_PROGRESS] = "in-progress",
  [GW_IMAGE_LABELED] = "labeled",
  [GW_IMAGE_IN_REVIEW] = "in-review",
};

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

static void
gw_image_finalize (GObject *object)
{
  GwImage *self = GW_IMAGE (object);

  g_free (self->path);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->problem);
  g_free (self->split);
  g_array_unref (self->labels);
  g_strfreev (self->tags);
  _gw_values_clear (&self->attributes);

  G_OBJECT_CLASS (gw_image_parent_class)->finalize (object);
}

static void
gw_image_class_init (GwImageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_image_finalize;

  g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_image_init (GwImage *self)
{
  self->confidence = NAN;
  self->labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
}

GwImage *
gw_image_new (gint64 id, const char *path)
{
  GwImage *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (GW_TYPE_IMAGE, NULL);
  self->id = id;
  self->path = g_strdup (path);
  return self;
}

GwImage *
gw_image_copy (GwImage *self)
{
  GwImage *copy;

  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  copy = gw_image_new (self->id, self->path);
  gw_image_fill (copy, self);
  return copy;
}

void
gw_image_fill (GwImage *self, GwImage *row)
{
  g_return_if_fail (GW_IS_IMAGE (self));
  g_return_if_fail (GW_IS_IMAGE (row) && row != self);

  self->id = row->id;
  self->root_id = row->root_id;
  self->bytes = row->bytes;
  self->mtime = row->mtime;
  self->added = row->added;
  self->confidence = row->confidence;
  set_text (&self->path, row->path);
  set_text (&self->file, row->file);
  set_text (&self->sha256, row->sha256);
  set_text (&self->problem, row->problem);
  set_text (&self->split, row->split);
  self->width = row->width;
  self->height = row->height;
  self->n_objects = row->n_objects;
  self->status = row->status;
  self->marks = row->marks;
  g_array_set_size (self->labels, 0);
  g_array_append_vals (self->labels, row->labels->data, row->labels->len);
  g_strfreev (self->tags);
  self->tags = g_strdupv (row->tags);
  _gw_values_clear (&self->attributes);
  _gw_values_copy (&row->attributes, &self->attributes);
}

gint64
gw_image_get_id (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->id;
}

void
gw_image_set_id (GwImage *self, gint64 id)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->id = id;
}

const char *
gw_image_get_path (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->path;
}

const char *
gw_image_get_name (GwImage *self)
{
  const char *slash;

  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  slash = strrchr (self->path, '/');
  return slash != NULL ? slash + 1 : self->path;
}

gint64
gw_image_get_root_id (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->root_id;
}

void
gw_image_set_root_id (GwImage *self, gint64 root_id)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->root_id = root_id;
}

const char *
gw_image_get_file (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->file;
}

void
gw_image_set_file (GwImage *self, const char *file)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  set_text (&self->file, file);
}

int
gw_image_get_width (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->width;
}

int
gw_image_get_height (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->height;
}

void
gw_image_set_size (GwImage *self, int width, int height)
{
  g_return_if_fail (GW_IS_IMAGE (self));
  g_return_if_fail (width >= 0 && height >= 0);

  self->width = width;
  self->height = height;
}

gint64
gw_image_get_bytes (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->bytes;
}

gint64
gw_image_get_mtime (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->mtime;
}

void
gw_image_set_file_facts (GwImage *self, gint64 bytes, gint64 mtime)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->bytes = bytes;
  self->mtime = mtime;
}

const char *
gw_image_get_sha256 (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->sha256;
}

void
gw_image_set_sha256 (GwImage *self, const char *sha256)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  set_text (&self->sha256, sha256);
}

GwImageStatus
gw_image_get_status (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), GW_IMAGE_UNLABELED);

  return self->status;
}

void
gw_image_set_status (GwImage *self, GwImageStatus status)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->status = status;
}

GwImageMarks
gw_image_get_marks (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->marks;
}

void
gw_image_set_marks (GwImage *self, GwImageMarks marks)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->marks = marks;
}

const char *
gw_image_get_problem (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->problem;
}

void
gw_image_set_problem (GwImage *self, const char *problem)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  set_text (&self->problem, problem);
}

const char *
gw_image_get_split (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->split;
}

void
gw_image_set_split (GwImage *self, const char *split)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  set_text (&self->split, split);
}

gint64
gw_image_get_added (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->added;
}

void
gw_image_set_added (GwImage *self, gint64 added)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->added = added;
}

guint
gw_image_get_n_objects (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->n_objects;
}

void
gw_image_set_n_objects (GwImage *self, guint n)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->n_objects = n;
}

double
gw_image_get_confidence (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NAN);

  return self->confidence;
}

void
gw_image_set_confidence (GwImage *self, double confidence)
{
  g_return_if_fail (GW_IS_IMAGE (self));

  self->confidence = confidence;
}

GArray *
gw_image_get_labels (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return self->labels;
}

void
gw_image_set_labels (GwImage *self, const GwLabel *labels, gsize n)
{
  GArray *copy;

  g_return_if_fail (GW_IS_IMAGE (self));
  g_return_if_fail (labels != NULL || n == 0);

  copy = g_array_sized_new (FALSE, FALSE, sizeof (GwLabel), (guint) n);
  g_array_append_vals (copy, labels, (guint) n);
  g_array_unref (self->labels);
  self->labels = copy;
}

const char *const *
gw_image_get_tags (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);

  return (const char *const *) self->tags;
}

void
gw_image_set_tags (GwImage *self, const char *const *tags)
{
  GStrv copy;

  g_return_if_fail (GW_IS_IMAGE (self));

  copy = g_strdupv ((char **) tags);
  g_strfreev (self->tags);
  self->tags = copy;
}

const char *
gw_image_get_attribute (GwImage *self, const char *name)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return _gw_values_get (&self->attributes, name);
}

void
gw_image_set_attribute (GwImage *self, const char *name, const char *value)
{
  g_return_if_fail (GW_IS_IMAGE (self));
  g_return_if_fail (name != NULL);

  _gw_values_set (&self->attributes, name, value, FALSE);
}

guint
gw_image_get_n_attributes (GwImage *self)
{
  g_return_val_if_fail (GW_IS_IMAGE (self), 0);

  return self->attributes.n_values;
}

void
gw_image_get_attribute_at (GwImage *self, guint i, const char **name, const char **value)
{
  g_return_if_fail (GW_IS_IMAGE (self));
  g_return_if_fail (i < self->attributes.n_values);

  if (name != NULL)
    *name = self->attributes.values[i].name;
  if (value != NULL)
    *value = self->attributes.values[i].text;
}

const char *
gw_image_status_get_nick (GwImageStatus status)
{
  g_return_val_if_fail ((guint) status < GW_IMAGE_N_STATUSES, NULL);

  return status_nicks[status];
}

gboolean
gw_image_status_from_nick (const char *nick, GwImageStatus *status)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < GW_IMAGE_N_STATUSES; i++)
    if (g_str_equal (nick, status_nicks[i]))
      {
        if (status != NULL)
          *status = (GwImageStatus) i;
        return TRUE;
      }
  return FALSE;
}
