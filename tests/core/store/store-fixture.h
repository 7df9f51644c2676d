/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* A back end under test: the suite knows nothing else of it. */
typedef struct
{
  const char *name;
  GwStore *(*create) (const char *folder, const GwProjectInfo *info, GError **error);
  GwStore *(*open) (const char *folder, GError **error);
} StoreBackend;

/* A project in a folder of its own. */
typedef struct
{
  const StoreBackend *backend;
  char *folder;
  char *images; /* a folder below it */
  GwStore *store;
  gint64 root;
} Fixture;

typedef void (*FixtureFunc) (Fixture *self);

/* Registers a test: path is below the back end's name. */
void fixture_add_test (const StoreBackend *backend, const char *path, FixtureFunc func);

void fixture_set_up (Fixture *self, const StoreBackend *backend, GwTask task);
void fixture_tear_down (Fixture *self);
/* Closes the project and opens it again. */
void fixture_reopen (Fixture *self);

/* Adds "a/001.jpg" and so on; their ids. */
GArray *fixture_add_images (Fixture *self, guint n);
gint64 fixture_add_image (Fixture *self, const char *path);
gint64 fixture_add_class (Fixture *self, const char *name);
GwImage *fixture_get_image (Fixture *self, gint64 id);
GPtrArray *fixture_load (Fixture *self, gint64 image_id);
/* The number of images under a filter in its text form. */
gint64 fixture_count (Fixture *self, const char *filter);
/* "a/002.jpg a/001.jpg": what a filter and an order give. */
char *fixture_list (Fixture *self, const char *filter, GwSort sort);
gint64 fixture_facet (Fixture *self, const char *filter, GwField field, const char *value);

/* An edit of one object, applied. */
void fixture_change (Fixture *self, gint64 image_id, const char *name, GwObject *before, GwObject *after);
GwObject *make_box (gint64 class_id, double x, double y, double width, double height);
GwObject *make_polygon (gint64 class_id, const double *xy, gsize n_points);

/* Everything that a person made of the project, as text: equal states have
 * equal texts.
 */
char *fixture_dump (Fixture *self);

/* No finding, and sound. */
void fixture_assert_sound (Fixture *self);

/* A new folder of one's own. (transfer full) */
char *make_folder (void);
/* Removes it with all that is in it. */
void remove_tree (const char *folder);

G_END_DECLS
