/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-places.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-path.h"

/* Folders of an end of a path. */
#define DEEPEST 32

struct _GwYoloPlaces
{
  char *root;
  char *images; /* (nullable) */
  char *twin;   /* (nullable): the “labels” beside a folder of pictures called “images” */
};

GwYoloPlaces *
gw_yolo_places_new (const char *folder, const char *images_dir)
{
  GwYoloPlaces *self = g_new0 (GwYoloPlaces, 1);

  self->root = g_canonicalize_filename (folder, NULL);
  if (images_dir != NULL)
    {
      g_autofree char *above = NULL;

      self->images = g_canonicalize_filename (images_dir, NULL);
      above = g_path_get_dirname (self->images);
      if (strcmp (gw_path_basename (self->images), "images") == 0)
        self->twin = g_build_filename (above, "labels", NULL);
    }

  return self;
}

void
gw_yolo_places_free (GwYoloPlaces *self)
{
  if (self == NULL)
    return;

  g_free (self->root);
  g_free (self->images);
  g_free (self->twin);
  g_free (self);
}

const char *
gw_yolo_places_get_root (const GwYoloPlaces *self)
{
  return self->root;
}

const char *
gw_yolo_get_relative (const char *root, const char *path)
{
  gsize length = strlen (root);

  if (strncmp (path, root, length) != 0)
    return NULL;
  if (length > 0 && root[length - 1] == '/') /* the top of the disk */
    return path + length;
  return path[length] == '/' ? path + length + 1 : path[length] == '\0' ? path + length : NULL;
}

gboolean
gw_yolo_is_beneath (const char *root, const char *path, gboolean *refused)
{
  const char *relative = gw_yolo_get_relative (root, path);
  g_autoptr (GError) failure = NULL;
  int fd = relative != NULL && *relative != '\0' ? gw_path_open_beneath (root, relative, &failure) : -1;

  if (refused != NULL)
    *refused = g_error_matches (failure, GW_ERROR, GW_ERROR_REFUSED);
  if (fd < 0)
    return FALSE;
  close (fd);
  return TRUE;
}

/* --- looking for paths ------------------------------------------------------------- */

/* Whether relative leads to a file or folder that lies below root, links followed. */
static gboolean
try_below (const char *root, const char *relative, GwYoloPlace *place)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  char *real_root = realpath (root, NULL);
  char *real = realpath (path, NULL);
  gboolean good = real_root != NULL && real != NULL && gw_yolo_get_relative (real_root, real) != NULL
                  && (g_file_test (real, G_FILE_TEST_IS_DIR) || g_file_test (real, G_FILE_TEST_IS_REGULAR));

  free (real_root);
  free (real);
  if (!good)
    return FALSE;
  place->root = root;
  place->path = g_canonicalize_filename (path, NULL);
  place->is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

  return TRUE;
}

static gboolean
is_absolute (const char *path)
{
  return path[0] == '/' || (g_ascii_isalpha (path[0]) && path[1] == ':');
}

/* The last folders of a path, as many as anybody has. */
static const char *
skip_depths (const char *path)
{
  guint n = 0;
  const char *p = path + strlen (path);

  while (p > path && (p[-1] != '/' || ++n < DEEPEST))
    p--;
  return p;
}

/* The longest end of the path that is below one of the folders. */
static gboolean
find_end (const GwYoloPlaces *self, const char *path, GwYoloPlace *place)
{
  g_autofree char *tail = gw_path_tail (path, -1, NULL);

  for (const char *end = tail != NULL ? skip_depths (tail) : NULL; end != NULL; end = strchr (end, '/'))
    {
      end += *end == '/' ? 1 : 0;
      if (try_below (self->root, end, place) || (self->images != NULL && try_below (self->images, end, place)))
        {
          place->by_end = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}

/* The path as it stands. */
static gboolean
find_given (const GwYoloPlaces *self, const char *joined, GwYoloPlace *place)
{
  g_autofree char *whole = g_canonicalize_filename (joined, self->root);
  const char *inside = gw_yolo_get_relative (self->root, whole);
  const char *in_images = self->images != NULL ? gw_yolo_get_relative (self->images, whole) : NULL;

  place->escapes = (inside == NULL && in_images == NULL) || (is_absolute (joined) && joined[0] != '/');
  if (place->escapes)
    return FALSE;
  return (inside != NULL && try_below (self->root, inside, place))
         || (in_images != NULL && try_below (self->images, in_images, place));
}

gboolean
gw_yolo_places_find (const GwYoloPlaces *self, const char *base, const char *path, GwYoloPlace *place)
{
  g_autofree char *slashes = g_strdelimit (g_strdup (path), "\\", '/');
  g_autofree char *joined = base != NULL && !is_absolute (slashes) ? g_strconcat (base, "/", slashes, NULL)
                                                                   : g_strdup (slashes);
  const char *stripped = slashes;

  *place = (GwYoloPlace) { 0 };
  g_strdelimit (joined, "\\", '/');
  if (find_given (self, joined, place))
    return TRUE;

  /* Roboflow writes “../train/images” of what lies beside its file. */
  while (g_str_has_prefix (stripped, "../"))
    stripped += strlen ("../");
  if (stripped != slashes && base == NULL)
    {
      g_autofree char *whole = g_canonicalize_filename (stripped, self->root);
      const char *inside = gw_yolo_get_relative (self->root, whole);

      if (inside != NULL && try_below (self->root, inside, place))
        {
          place->escapes = FALSE;
          return TRUE;
        }
    }
  return find_end (self, joined, place);
}

/* --- label files ------------------------------------------------------------------------ */

/* "a/b.txt" of "a/b.jpg". (transfer full) */
static char *
replace_ending (const char *path)
{
  const char *name = gw_path_basename (path);
  const char *dot = strrchr (name, '.');

  return g_strdup_printf ("%.*s.txt", (int) ((dot != NULL ? dot : path + strlen (path)) - path), path);
}

char *
gw_yolo_make_label_path (const char *picture)
{
  static const char folder[] = "images/";
  g_autofree char *text = replace_ending (picture);
  const char *last = NULL;

  for (const char *p = strstr (text, folder); p != NULL; p = strstr (p + 1, folder))
    if (p == text || p[-1] == '/')
      last = p;
  if (last == NULL)
    return NULL;
  return g_strdup_printf ("%.*slabels/%s", (int) (last - text), text, last + strlen (folder));
}

static char *
check_labels (const char *root, const char *relative)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

char *
gw_yolo_places_find_labels (const GwYoloPlaces *self, const char *root, const char *picture, const char **labels_root)
{
  const char *relative = gw_yolo_get_relative (root, picture);
  g_autofree char *mapped = relative != NULL ? gw_yolo_make_label_path (relative) : NULL;
  g_autofree char *beside = relative != NULL ? replace_ending (relative) : NULL;
  char *found = NULL;

  *labels_root = root;
  if (relative == NULL)
    return NULL;
  if (mapped != NULL)
    found = check_labels (root, mapped);
  else if (self->twin != NULL && strcmp (root, self->images) == 0)
    {
      found = check_labels (self->twin, beside);
      *labels_root = found != NULL ? self->twin : root;
    }

  return found != NULL ? found : check_labels (root, beside);
}
