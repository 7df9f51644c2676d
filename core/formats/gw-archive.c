/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include "gw-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-folder-writer.h"
#include "gw-limits.h"
#include "gw-path.h"

#define BLOCK 65536

/* Where a tar's header says that it is one. */
#define TAR_MAGIC_AT 257
#define HEAD_BYTES 262

/* A small archive may have any ratio up to so much. */
#define FREE_BYTES (G_GUINT64_CONSTANT (16) << 20)

/* Names that are tried for the folder beside the archive. */
#define MOST_NAMES 1000

struct _GwArchive
{
  char *path;
  GwFolderWriter *writer; /* (nullable): of a temporary one, which it removes */
  char *outer;            /* (nullable): the private folder about it */
  char *folder;
  char *content;
  gboolean keep;
};

static const char *const endings[] = {
  ".tar.gz", ".tar.xz", ".tar.zst", ".tgz", ".txz", ".tzst", ".tar", ".zip", NULL
};

/* Removes a file, or a folder with all in it; follows no link. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

void
gw_archive_free (GwArchive *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->writer, gw_folder_writer_free);
  if (self->outer != NULL)
    remove_tree (self->outer);
  else if (self->folder != NULL && !self->keep)
    remove_tree (self->folder);
  g_free (self->outer);
  g_free (self->folder);
  g_free (self->content);
  g_free (self->path);
  g_free (self);
}

const char *
gw_archive_get_content (GwArchive *self)
{
  return self->content;
}

const char *
gw_archive_get_folder (GwArchive *self)
{
  return self->folder;
}

void
gw_archive_name_files (GwArchive *self, GError *error)
{
  g_autoptr (GString) message = g_string_new (error->message);

  if (g_string_replace (message, self->folder, self->path, 0) == 0)
    return;
  g_free (error->message);
  error->message = g_string_free (g_steal_pointer (&message), FALSE);
}

void
gw_archive_keep (GwArchive *self)
{
  g_return_if_fail (self->outer == NULL);

  self->keep = TRUE;
}

/* --- reading ----------------------------------------------------------------------- */

/* The program's locale says how names are read that an archive has as UTF-8: to
 * UTF-8 whatever it is. Of this thread alone; made once, and kept.
 */
static locale_t
enter_locale (void)
{
  static gsize once;
  static locale_t own;

  if (g_once_init_enter (&once))
    {
      own = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
      g_once_init_leave (&once, 1);
    }
  return own != (locale_t) 0 ? uselocale (own) : (locale_t) 0;
}

/* former: what enter_locale() gave. */
static void
leave_locale (locale_t former)
{
  if (former != (locale_t) 0)
    uselocale (former);
}

typedef struct archive Input;

static void
input_free (Input *input)
{
  archive_read_free (input);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Input, input_free)

/* A zip is read by its directory at the end alone: one without is cut off. */
static Input *
input_open (const char *path)
{
  g_autoptr (Input) input = archive_read_new ();

  archive_read_support_filter_gzip (input);
  archive_read_support_filter_xz (input);
  archive_read_support_filter_zstd (input);
  archive_read_support_format_tar (input);
  archive_read_support_format_zip_seekable (input);
  if (archive_read_open_filename (input, path, BLOCK) != ARCHIVE_OK)
    return NULL;

  return g_steal_pointer (&input);
}

static gsize
read_head (const char *path, guint8 *head)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gsize n = 0;
  gssize got;

  if (fd < 0)
    return 0;
  while (n < HEAD_BYTES && (got = read (fd, head + n, HEAD_BYTES - n)) > 0)
    n += (gsize) got;
  close (fd);

  return n;
}

static gboolean
begins_with (const guint8 *head, gsize n, const char *magic, gsize length)
{
  return n >= length && memcmp (head, magic, length) == 0;
}

gboolean
gw_archive_is (const char *path)
{
  guint8 head[HEAD_BYTES];
  struct archive_entry *entry;
  g_autoptr (Input) input = NULL;
  locale_t locale;
  gboolean is;
  gsize n;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  n = read_head (path, head);
  if (begins_with (head, n, "PK\003\004", 4) || begins_with (head, n, "PK\005\006", 4))
    return TRUE;
  if (n == HEAD_BYTES && memcmp (head + TAR_MAGIC_AT, "ustar", 5) == 0)
    return TRUE;
  if (!begins_with (head, n, "\x1f\x8b", 2) && !begins_with (head, n, "\xfd\x37zXZ\0", 6)
      && !begins_with (head, n, "\x28\xb5\x2f\xfd", 4))
    return FALSE;

  /* One file that is packed is none, but may hold one. */
  locale = enter_locale ();
  input = input_open (path);
  is = input != NULL && archive_read_next_header (input, &entry) == ARCHIVE_OK;
  g_clear_pointer (&input, input_free);
  leave_locale (locale);

  return is;
}

/* A zip of nothing is its directory's end alone, which libarchive takes for none. */
static gboolean
is_empty_zip (const char *path)
{
  guint8 head[HEAD_BYTES];

  return begins_with (head, read_head (path, head), "PK\005\006", 4);
}

/* --- unpacking ------------------------------------------------------------------------ */

typedef struct
{
  const char *path;
  Input *input;
  GwFolderWriter *writer;
  GwWork *work;
  GCancellable *cancellable;
  guint64 most_bytes;
  guint64 n_bytes;
  guint64 n_entries;
  guint64 n_files;
} Unpacking;

static void
refuse_entry (Unpacking *self, GwErrorCode code, const char *name, const char *why, GError **error)
{
  g_autofree char *shown = gw_path_display (name, -1);

  /* Translators: an archive, a file in it, and why it cannot be */
  g_set_error (error, GW_ERROR, code, _ ("%s: “%s” in it %s. Nothing was unpacked."), self->path, shown, why);
}

static void
set_damaged (const char *path, Input *input, GError **error)
{
  const char *why = input != NULL ? archive_error_string (input) : NULL;
  g_autofree char *shown = gw_path_display (why != NULL ? why : _ ("its directory cannot be read"), -1);

  g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED,
               _ ("%s: the archive is damaged or ends too early (%s). Nothing was unpacked. Get it once more."), path,
               shown);
}

static gboolean
tell (Unpacking *self, GError **error)
{
  if (self->work != NULL)
    gw_work_set_done (self->work, (guint64) MAX (archive_filter_bytes (self->input, -1), 0));

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The bytes are counted as they come: what a header claims may be anything. */
static gboolean
copy_data (Unpacking *self, const char *name, GOutputStream *out, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);

  for (;;)
    {
      la_ssize_t got = archive_read_data (self->input, block, BLOCK);

      if (got == 0)
        return g_output_stream_close (out, NULL, error);
      if (got < 0)
        {
          set_damaged (self->path, self->input, error);
          return FALSE;
        }
      self->n_bytes += (guint64) got;
      if (self->n_bytes > self->most_bytes)
        {
          g_set_error (
              error, GW_ERROR, GW_ERROR_LIMIT,
              _ ("%s: unpacked it would be more than %" PRIu64
                 " times its size, or more than 64 GiB. Nothing was unpacked. Unpack it yourself if you trust it."),
              self->path, gw_limit_get (GW_LIMIT_ARCHIVE_RATIO));
          return FALSE;
        }
      if (!tell (self, error) || !g_output_stream_write_all (out, block, (gsize) got, NULL, NULL, error))
        return FALSE;
    }
}

/* The name in it as a path below the folder; NULL with an error. */
static char *
get_name (Unpacking *self, struct archive_entry *entry, GError **error)
{
  const char *raw = archive_entry_pathname (entry);
  g_autoptr (GError) failure = NULL;
  char *name;

  if (raw == NULL)
    raw = archive_entry_pathname_utf8 (entry);
  if (raw == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("%s: a file in it has a name that cannot be read. Nothing was unpacked."), self->path);
      return NULL;
    }

  name = gw_path_normalise (raw, -1, &failure);
  if (name == NULL)
    refuse_entry (self, GW_ERROR_REFUSED, raw, _ ("does not name a place below a folder"), error);
  return name;
}

static gboolean
is_of_macos (const char *name)
{
  return g_str_has_prefix (name, "__MACOSX/") || strcmp (gw_path_basename (name), ".DS_Store") == 0;
}

static gboolean
unpack_entry (Unpacking *self, struct archive_entry *entry, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GError) failure = NULL;
  const char *raw = archive_entry_pathname (entry);

  /* tar calls the folder itself "./" where it was packed from within. */
  if (archive_entry_filetype (entry) == AE_IFDIR && raw != NULL && strspn (raw, "./") == strlen (raw)
      && strstr (raw, "..") == NULL)
    return TRUE;
  name = get_name (self, entry, error);
  if (name == NULL)
    return FALSE;
  if (archive_entry_hardlink (entry) != NULL || archive_entry_symlink (entry) != NULL)
    {
      refuse_entry (self, GW_ERROR_REFUSED, name, _ ("is a link"), error);
      return FALSE;
    }
  if (archive_entry_filetype (entry) == AE_IFDIR || is_of_macos (name))
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG)
    {
      refuse_entry (self, GW_ERROR_REFUSED, name, _ ("is no file"), error);
      return FALSE;
    }
  if (archive_entry_is_encrypted (entry))
    {
      refuse_entry (self, GW_ERROR_UNSUPPORTED, name, _ ("needs a password"), error);
      return FALSE;
    }

  out = gw_folder_writer_open (self->writer, name, &failure);
  if (out == NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_EXISTS))
    {
      refuse_entry (self, GW_ERROR_REFUSED, name, _ ("is there twice"), error);
      return FALSE;
    }
  if (out == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->n_files++;

  return copy_data (self, name, out, error);
}

static void
set_empty (const char *path, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there are no files in this archive."), path);
}

static gboolean
unpack_entries (Unpacking *self, GError **error)
{
  for (;;)
    {
      struct archive_entry *entry;
      int code = archive_read_next_header (self->input, &entry);

      if (code == ARCHIVE_EOF)
        break;
      /* A warning is of a name or a header that is not what it should be. */
      if (code != ARCHIVE_OK)
        {
          set_damaged (self->path, self->input, error);
          return FALSE;
        }
      if (++self->n_entries > gw_limit_get (GW_LIMIT_ARCHIVE_ENTRIES))
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                       _ ("%s: there are more than %" PRIu64 " files in it. Nothing was unpacked."), self->path,
                       gw_limit_get (GW_LIMIT_ARCHIVE_ENTRIES));
          return FALSE;
        }
      if (!tell (self, error) || !unpack_entry (self, entry, error))
        return FALSE;
    }
  if (self->n_files > 0)
    return TRUE;

  set_empty (self->path, error);
  return FALSE;
}

static gboolean
unpack (const char *path, GwFolderWriter *writer, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (Input) input = NULL;
  Unpacking self = { .path = path, .writer = writer, .work = work, .cancellable = cancellable };
  GStatBuf info;
  locale_t locale;
  gboolean ok = FALSE;

  if (g_stat (path, &info) != 0)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, GW_ERROR_IO, "%s: %s. %s", path, g_strerror (code), gw_error_advise_reading (code));
      return FALSE;
    }
  self.most_bytes = MIN (gw_limit_get (GW_LIMIT_ARCHIVE_BYTES),
                         MAX (FREE_BYTES, (guint64) info.st_size * gw_limit_get (GW_LIMIT_ARCHIVE_RATIO)));

  locale = enter_locale ();
  input = self.input = input_open (path);
  if (input == NULL && is_empty_zip (path))
    set_empty (path, error);
  else if (input == NULL)
    set_damaged (path, NULL, error);
  else
    {
      if (work != NULL)
        {
          gw_work_set_text (work, _ ("Unpacking the archive"));
          gw_work_set_total (work, (guint64) info.st_size);
        }
      ok = unpack_entries (&self, error);
      if (work != NULL)
        {
          gw_work_set_text (work, NULL);
          gw_work_set_done (work, 0);
          gw_work_set_total (work, 0);
        }
    }
  g_clear_pointer (&input, input_free);
  leave_locale (locale);

  return ok;
}

/* --- where to ------------------------------------------------------------------------- */

static char *
get_stem (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  for (gsize i = 0; endings[i] != NULL; i++)
    {
      gsize length = strlen (base);
      gsize end = strlen (endings[i]);

      if (length > end && g_ascii_strcasecmp (base + length - end, endings[i]) == 0)
        return g_strndup (base, length - end);
    }

  /* Beside itself it cannot have its own name. */
  return g_strconcat (base, " ", _ ("unpacked"), NULL);
}

/* Enters the one thing that is all there is. */
static void
find_content (GwArchive *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *first = dir != NULL ? g_dir_read_name (dir) : NULL;
  g_autofree char *name = g_strdup (first);

  self->content = name != NULL && g_dir_read_name (dir) == NULL ? g_build_filename (self->folder, name, NULL)
                                                                : g_strdup (self->folder);
}

/* Whole or not at all: target appears in the end. */
static gboolean
unpack_to (GwArchive *self, const char *target, GwWork *work, GCancellable *cancellable, GError **error)
{
  self->writer = gw_folder_writer_new (target, GW_WRITE_NEW, 0, error);
  if (self->writer == NULL || !unpack (self->path, self->writer, work, cancellable, error)
      || !gw_folder_writer_commit (self->writer, cancellable, error))
    return FALSE;
  g_clear_pointer (&self->writer, gw_folder_writer_free);
  self->folder = g_strdup (target);
  find_content (self);
  return TRUE;
}

GwArchive *
gw_archive_unpack (const char *path, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwArchive) self = g_new0 (GwArchive, 1);
  g_autofree char *stem = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->outer = g_dir_make_tmp ("groundwork-XXXXXX", error);
  if (self->outer == NULL)
    return NULL;
  stem = get_stem (path);
  target = g_build_filename (self->outer, stem, NULL);

  return unpack_to (self, target, work, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static char *
find_free_name (const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *parent = g_path_get_dirname (canonical);
  g_autofree char *stem = get_stem (path);

  for (guint i = 1; i <= MOST_NAMES; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (stem) : g_strdup_printf ("%s %u", stem, i);
      g_autofree char *target = g_build_filename (parent, name, NULL);
      GStatBuf info;

      if (g_lstat (target, &info) != 0 && errno == ENOENT)
        return g_steal_pointer (&target);
    }

  g_set_error (error, GW_ERROR, GW_ERROR_EXISTS, _ ("%s: there is no free name for a folder beside it."), path);
  return NULL;
}

GwArchive *
gw_archive_unpack_beside (const char *path, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwArchive) self = g_new0 (GwArchive, 1);
  g_autofree char *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  target = find_free_name (path, error);
  if (target == NULL)
    return NULL;

  return unpack_to (self, target, work, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
