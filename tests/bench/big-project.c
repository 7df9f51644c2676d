/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "big-project.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gw-encode.h"
#include "gw-random.h"
#include "gw-store-sqlite.h"

#define N_CLASSES 12
#define SIDE 320

typedef struct
{
  GwRecordHead *head;
  gw_random random;
  guint i;
  guint n;
  guint n_cars;
  const char *folder; /* of the pictures */
} Maker;

static void
fail_if (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static char *
colour_path (const char *folder, guint32 colour)
{
  g_autofree char *name = g_strdup_printf ("%06x.jpg", colour);

  return g_build_filename (folder, name, NULL);
}

static void
make_colour (const char *folder, guint32 colour)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = colour_path (folder, colour);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE * 3 / 4);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  gw_encode_jpeg_file (surface, 90, path, &error);
  cairo_surface_destroy (surface);
  fail_if (error);
}

static void
link_picture (Maker *self, const char *name, guint32 colour)
{
  g_autofree char *from = colour_path (self->folder, colour);
  g_autofree char *to = g_build_filename (self->folder, name, NULL);

  if (link (from, to) != 0)
    {
      perror (to);
      exit (1);
    }
}

static gboolean
is_car (const Maker *self, guint i)
{
  return i >= self->n / 2 && i % 4 == 1;
}

static void
add_box (Maker *self, GwRecord *record, gint64 class_id)
{
  GwObject *object = gw_object_new (0, class_id);

  gw_object_set_box (object, (double) gw_random_below (&self->random, 200),
                     (double) gw_random_below (&self->random, 150), 20.0 + (double) gw_random_below (&self->random, 80),
                     20.0 + (double) gw_random_below (&self->random, 60));
  g_ptr_array_add (record->objects, object);
}

static void
label (Maker *self, GwRecord *record, guint i)
{
  GwLabel decision = { 1 + (gint64) i % N_CLASSES, NAN };

  g_array_append_val (record->labels, decision);
  add_box (self, record, 2 + (gint64) gw_random_below (&self->random, N_CLASSES - 1));
  add_box (self, record, is_car (self, i) ? 1 : 2 + (gint64) gw_random_below (&self->random, N_CLASSES - 1));
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const splits[] = { "train", "train", "train", "val", "test", NULL };
  static const char *const tags[] = { "night", NULL };
  Maker *self = data;
  guint i = self->i;
  g_autofree char *name = g_strdup_printf ("%02u-%08u.jpg", i / 100000, i);
  GwRecord *record;

  if (i == self->n)
    return NULL;
  record = gw_record_new (name);
  record->width = SIDE;
  record->height = SIDE * 3 / 4;
  record->split = g_strdup (splits[i % G_N_ELEMENTS (splits)]);
  if (i % 10 == 3)
    record->tags = g_strdupv ((GStrv) tags);
  if (i % 2 == 1)
    label (self, record, i);

  if (i < BIG_PROJECT_REAL)
    link_picture (self, name, BIG_PROJECT_FIRST);
  else if (i >= self->n - BIG_PROJECT_REAL)
    link_picture (self, name, BIG_PROJECT_LAST);
  else if (is_car (self, i) && self->n_cars++ < BIG_PROJECT_REAL)
    link_picture (self, name, BIG_PROJECT_CARS);
  self->i++;

  return record;
}

char *
big_project_make (const char *folder, guint n_images)
{
  static const char *const names[N_CLASSES] = { "car",   "bus",    "person", "sign",  "bicycle", "dog",
                                                "truck", "bridge", "tree",   "house", "lamp",    "boat" };
  g_autofree char *path = g_build_filename (folder, "big.groundwork", NULL);
  g_autofree char *images = g_build_filename (folder, "images", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Big", GW_TASK_BOXES);
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  Maker maker = { .head = head, .n = n_images, .folder = images };
  GwImportSpec spec = { .name = "Import", .format = "coco", .head = head, .root_folder = images, .mark_labeled = TRUE };
  GwImportCounts counts;

  g_mkdir_with_parents (images, 0700);
  make_colour (images, BIG_PROJECT_FIRST);
  make_colour (images, BIG_PROJECT_LAST);
  make_colour (images, BIG_PROJECT_CARS);
  gw_random_init (&maker.random, 1);
  for (gsize i = 0; i < N_CLASSES; i++)
    gw_record_head_ensure_class (head, names[i]);

  store = gw_store_sqlite_create (path, info, NULL, &error);
  fail_if (error);
  gw_store_import (store, &spec, next_record, &maker, &counts, NULL, &error);
  fail_if (error);

  return g_steal_pointer (&path);
}
