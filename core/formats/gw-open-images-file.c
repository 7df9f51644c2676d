/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-open-images-file.h"

#include <string.h>
#include <unistd.h>

#include "gw-file-name.h"
#include "gw-image-info.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"

#define DEEPEST 4
#define MOST_FILES 400
/* What detection looks at. */
#define SAMPLE_FILES 16
#define SAMPLE_NAMES 2000

static const char *const column_names[GW_OPEN_IMAGES_N_COLUMNS] = {
  "ImageID",
  "Source",
  "LabelName",
  "Confidence",
  "XMin",
  "XMax",
  "YMin",
  "YMax",
  "IsOccluded",
  "IsTruncated",
  "IsGroupOf",
  "IsDepiction",
  "IsInside",
  "BoxID",
  "MaskPath",
  "PredictedIoU",
  "Clicks",
  "DisplayName",
  "Subset",
  "OriginalURL",
  "OriginalLandingURL",
  "License",
  "AuthorProfileURL",
  "Author",
  "Title",
  "OriginalSize",
  "OriginalMD5",
  "Thumbnail300KURL",
  "Rotation",
  "Width",
  "Height",
  "Labeled",
};

const char *
gw_open_images_column_get_name (GwOpenImagesColumn column)
{
  g_return_val_if_fail (column < GW_OPEN_IMAGES_N_COLUMNS, NULL);

  return column_names[column];
}

void
gw_open_images_file_free (GwOpenImagesFile *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->split);
  g_free (self);
}

/* --- columns -------------------------------------------------------------------------- */

static int
find_column (GwCsvReader *csv, const char *name)
{
  for (guint i = 0; i < gw_csv_reader_get_n_fields (csv); i++)
    {
      g_autofree char *field = g_strstrip (g_strdup (gw_csv_reader_get_field (csv, i, NULL)));

      if (g_ascii_strcasecmp (field, name) == 0)
        return (int) i;
    }
  return -1;
}

static gboolean
has_column (const GwOpenImagesFile *self, GwOpenImagesColumn column)
{
  return self->columns[column] >= 0;
}

static gboolean
has_sides (const GwOpenImagesFile *self)
{
  for (guint i = GW_OPEN_IMAGES_XMIN; i <= GW_OPEN_IMAGES_YMAX; i++)
    if (!has_column (self, i))
      return FALSE;
  return TRUE;
}

/* What names of columns say. */
static GwOpenImagesKind
judge_columns (const GwOpenImagesFile *self)
{
  const gboolean has_label = has_column (self, GW_OPEN_IMAGES_LABEL);

  if (!has_column (self, GW_OPEN_IMAGES_IMAGE))
    return has_label && has_column (self, GW_OPEN_IMAGES_DISPLAY_NAME) ? GW_OPEN_IMAGES_NAMES : GW_OPEN_IMAGES_NONE;
  if (has_label && has_column (self, GW_OPEN_IMAGES_MASK_PATH))
    return GW_OPEN_IMAGES_MASKS;
  if (has_label && has_sides (self))
    return GW_OPEN_IMAGES_BOXES;
  if (has_label && has_column (self, GW_OPEN_IMAGES_CONFIDENCE))
    return GW_OPEN_IMAGES_LABELS;
  return !has_label && (has_column (self, GW_OPEN_IMAGES_SUBSET) || has_column (self, GW_OPEN_IMAGES_ROTATION))
             ? GW_OPEN_IMAGES_LIST
             : GW_OPEN_IMAGES_OTHER;
}

static GwOpenImagesKind
read_header (GwOpenImagesFile *self, GwCsvReader *csv)
{
  for (guint i = 0; i < GW_OPEN_IMAGES_N_COLUMNS; i++)
    {
      g_autofree char *of_box = g_strconcat ("Box", column_names[i], NULL);

      self->columns[i] = find_column (csv, column_names[i]);
      if (self->columns[i] < 0 && i >= GW_OPEN_IMAGES_XMIN && i <= GW_OPEN_IMAGES_YMAX)
        self->columns[i] = find_column (csv, of_box);
    }
  return judge_columns (self);
}

static gboolean
is_number (GwCsvReader *csv, guint field)
{
  const char *text = gw_csv_reader_get_field (csv, field, NULL);
  double number;

  return text != NULL && gw_number_parse (text, -1, &number);
}

static gboolean
are_numbers (GwCsvReader *csv, guint from, guint to)
{
  for (guint i = from; i <= to; i++)
    if (!is_number (csv, i))
      return FALSE;
  return TRUE;
}

/* Ids of classes look like “/m/01g317”. */
static gboolean
is_class_id (GwCsvReader *csv, guint field)
{
  const char *text = gw_csv_reader_get_field (csv, field, NULL);

  return text != NULL
         && (g_str_has_prefix (text, "/m/") || g_str_has_prefix (text, "/g/") || g_str_has_prefix (text, "/t/"));
}

static void
set_columns (GwOpenImagesFile *self, const GwOpenImagesColumn *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    self->columns[columns[i]] = (int) i;
}

/* Old releases have no header: what there may be as many fields of. */
static GwOpenImagesKind
judge_fields (GwOpenImagesFile *self, GwCsvReader *csv, const char *file_name)
{
  static const GwOpenImagesColumn masks[] = { GW_OPEN_IMAGES_MASK_PATH, GW_OPEN_IMAGES_IMAGE, GW_OPEN_IMAGES_LABEL,
                                              GW_OPEN_IMAGES_BOX_ID,    GW_OPEN_IMAGES_XMIN,  GW_OPEN_IMAGES_XMAX,
                                              GW_OPEN_IMAGES_YMIN,      GW_OPEN_IMAGES_YMAX,  GW_OPEN_IMAGES_IOU,
                                              GW_OPEN_IMAGES_CLICKS };
  static const GwOpenImagesColumn boxes[] = {
    GW_OPEN_IMAGES_IMAGE,    GW_OPEN_IMAGES_SOURCE,    GW_OPEN_IMAGES_LABEL,    GW_OPEN_IMAGES_CONFIDENCE,
    GW_OPEN_IMAGES_XMIN,     GW_OPEN_IMAGES_XMAX,      GW_OPEN_IMAGES_YMIN,     GW_OPEN_IMAGES_YMAX,
    GW_OPEN_IMAGES_OCCLUDED, GW_OPEN_IMAGES_TRUNCATED, GW_OPEN_IMAGES_GROUP_OF, GW_OPEN_IMAGES_DEPICTION,
    GW_OPEN_IMAGES_INSIDE
  };
  static const GwOpenImagesColumn names[] = { GW_OPEN_IMAGES_LABEL, GW_OPEN_IMAGES_DISPLAY_NAME };
  const guint n = gw_csv_reader_get_n_fields (csv);

  if ((n == 13 || n == 8) && are_numbers (csv, 3, n - 1) && is_class_id (csv, 2))
    {
      set_columns (self, boxes, n);
      return GW_OPEN_IMAGES_BOXES;
    }
  if (n == 4 && is_number (csv, 3) && is_class_id (csv, 2))
    {
      set_columns (self, boxes, n);
      return GW_OPEN_IMAGES_LABELS;
    }
  if (n == 10 && are_numbers (csv, 4, 7) && is_class_id (csv, 2))
    {
      set_columns (self, masks, n);
      return GW_OPEN_IMAGES_MASKS;
    }
  if (n == 2 && (is_class_id (csv, 0) || strstr (file_name, "class-descriptions") != NULL))
    {
      set_columns (self, names, n);
      return GW_OPEN_IMAGES_NAMES;
    }
  return GW_OPEN_IMAGES_NONE;
}

gboolean
gw_open_images_file_recognise (GwOpenImagesFile *self, GwCsvReader *csv, const char *file_name)
{
  if (!gw_csv_reader_next (csv, NULL))
    return FALSE;
  self->delimiter = gw_csv_reader_get_delimiter (csv);
  self->kind = read_header (self, csv);
  self->has_header = self->kind != GW_OPEN_IMAGES_NONE;
  if (self->has_header)
    return TRUE;
  for (guint i = 0; i < GW_OPEN_IMAGES_N_COLUMNS; i++)
    self->columns[i] = -1;
  self->kind = judge_fields (self, csv, file_name);

  return self->kind != GW_OPEN_IMAGES_NONE;
}

/* --- records --------------------------------------------------------------------------- */

const char *
gw_open_images_file_get (const GwOpenImagesFile *self, GwCsvReader *csv, GwOpenImagesColumn column)
{
  const char *field = self->columns[column] >= 0 ? gw_csv_reader_get_field (csv, (guint) self->columns[column], NULL)
                                                 : NULL;

  return field != NULL ? field : "";
}

/* No id is as long as a path may be. */
static gboolean
is_there (const GwOpenImagesFile *self, GwCsvReader *csv, GwOpenImagesColumn column)
{
  const char *field = gw_open_images_file_get (self, csv, column);

  return *field != '\0' && strlen (field) <= gw_limit_get (GW_LIMIT_PATH_BYTES);
}

gboolean
gw_open_images_file_is_whole (const GwOpenImagesFile *self, GwCsvReader *csv)
{
  gboolean whole = is_there (self, csv, GW_OPEN_IMAGES_LABEL) || self->kind == GW_OPEN_IMAGES_LIST;

  if (self->kind != GW_OPEN_IMAGES_NAMES)
    whole = whole && is_there (self, csv, GW_OPEN_IMAGES_IMAGE);
  if (self->kind == GW_OPEN_IMAGES_MASKS)
    whole = whole && is_there (self, csv, GW_OPEN_IMAGES_MASK_PATH);
  for (guint i = GW_OPEN_IMAGES_XMIN; self->kind == GW_OPEN_IMAGES_BOXES && i <= GW_OPEN_IMAGES_YMAX; i++)
    whole = whole && is_there (self, csv, i);

  return whole;
}

/* --- files ------------------------------------------------------------------------------ */

/* Names of releases that stand before that of the subset: “oidv6-train”, “challenge-2018-train”. */
static const char *
skip_release (const char *prefix)
{
  if (g_ascii_strncasecmp (prefix, "oidv", 4) == 0 && g_ascii_isdigit (prefix[4]))
    {
      const char *mark = strchr (prefix, '-');

      return mark != NULL ? mark + 1 : "";
    }
  if (g_str_has_prefix (prefix, "challenge-"))
    {
      const char *rest = prefix + strlen ("challenge-");

      rest += strspn (rest, "0123456789");
      return *rest == '-' ? rest + 1 : rest;
    }
  return prefix;
}

/* The subset that a file's name begins with. (transfer full) (nullable) */
static char *
find_split_in_name (const char *name)
{
  const char *mark = g_strrstr (name, "-annotations-");
  g_auto (GStrv) tokens = NULL;

  if (mark != NULL)
    {
      g_autofree char *prefix = g_strndup (name, (gsize) (mark - name));
      const char *split = skip_release (prefix);

      return *split != '\0' ? gw_file_name_unescape (split) : NULL;
    }
  tokens = g_strsplit_set (name, "-_.", -1);
  for (gsize i = 0; tokens[i] != NULL; i++)
    if (_gw_reader_is_split_name (tokens[i]))
      return g_strdup (tokens[i]);
  return NULL;
}

/* (transfer full) (nullable) */
static char *
find_split (const char *relative)
{
  g_auto (GStrv) parts = g_strsplit (relative, "/", -1);
  const guint n = g_strv_length (parts);
  char *split = n > 0 ? find_split_in_name (parts[n - 1]) : NULL;

  for (guint i = n; split == NULL && i > 1; i--)
    if (_gw_reader_is_split_name (parts[i - 2]))
      split = g_strdup (parts[i - 2]);
  return split;
}

GwOpenImagesFile *
gw_open_images_file_open (const char *top, const char *relative, GError **error)
{
  g_autoptr (GwOpenImagesFile) self = g_new0 (GwOpenImagesFile, 1);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;

  self->path = g_build_filename (top, relative, NULL);
  stream = _gw_reader_open_file (self->path, &self->size, error);
  if (stream == NULL)
    return NULL;
  csv = gw_csv_reader_new (stream, NULL);
  if (!gw_open_images_file_recognise (self, csv, gw_path_basename (relative)))
    return NULL;
  self->split = find_split (relative);

  return g_steal_pointer (&self);
}

static gboolean
is_below (const char *top, const char *relative)
{
  int fd = gw_path_open_beneath (top, relative, NULL);

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

typedef struct
{
  const char *top;
  GPtrArray *files; /* of GwOpenImagesFile */
  guint most;
  guint names_left; /* that may be looked at */
  GCancellable *cancellable;
} Search;

static void list_files (Search *self, const char *relative, guint depth);

static void
look_at (Search *self, const char *path, const char *name, guint depth)
{
  const char *dot = strrchr (name, '.');

  if (dot != NULL && g_ascii_strcasecmp (dot, ".csv") == 0)
    {
      GwOpenImagesFile *file = is_below (self->top, path) ? gw_open_images_file_open (self->top, path, NULL) : NULL;

      if (file != NULL)
        g_ptr_array_add (self->files, file);
    }
  else if (depth < DEEPEST && !gw_image_name_is_picture (name))
    {
      g_autofree char *full = g_build_filename (self->top, path, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR) && !g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        list_files (self, path, depth + 1);
    }
}

static void
list_files (Search *self, const char *relative, guint depth)
{
  g_autofree char *folder = g_build_filename (self->top, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && self->files->len < self->most && self->names_left > 0 && (name = g_dir_read_name (dir)) != NULL
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *path = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);

      self->names_left--;
      if (name[0] != '.')
        look_at (self, path, name, depth);
    }
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const GwOpenImagesFile *one = *(const GwOpenImagesFile *const *) a;
  const GwOpenImagesFile *two = *(const GwOpenImagesFile *const *) b;

  if (one->kind != two->kind)
    return one->kind < two->kind ? -1 : 1;
  return gw_path_compare (one->path, two->path);
}

GPtrArray *
gw_open_images_files_list (const char *top, gboolean sample, GCancellable *cancellable)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_open_images_file_free);
  Search search = { top, files, sample ? SAMPLE_FILES : MOST_FILES, sample ? SAMPLE_NAMES : G_MAXUINT, cancellable };

  list_files (&search, "", 0);
  g_ptr_array_sort (files, compare_files);

  return files;
}
