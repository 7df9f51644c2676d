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

/* Bytes by which a kind of file is known. */
typedef struct
{
  gsize at;
  gsize length;
  const char *bytes;
} Magic;

static const Magic zips[] = { { 0, 4, "PK\003\004" }, { 0, 4, "PK\005\006" } };
static const Magic tars[] = { { TAR_MAGIC_AT, 5, "ustar" } };
/* One file that is packed, which may be a tar. */
static const Magic packed[] = { { 0, 2, "\x1f\x8b" }, { 0, 6, "\xfd\x37zXZ\0" }, { 0, 4, "\x28\xb5\x2f\xfd" } };
/* 7z, RAR, bzip2, compress, cabinets, LZ4: not read. */
static const Magic foreign[] = {
  { 0, 6, "7z\xbc\xaf\x27\x1c" }, { 0, 6, "Rar!\x1a\x07" }, { 4, 6, "1AY&SY" },
  { 0, 2, "\x1f\x9d" },           { 0, 8, "MSCF\0\0\0\0" }, { 0, 4, "\x04\x22\x4d\x18" }
};

static gboolean
has_magic (const guint8 *head, gsize n, const Magic *magics, gsize n_magics)
{
  for (gsize i = 0; i < n_magics; i++)
    if (n >= magics[i].at + magics[i].length && memcmp (head + magics[i].at, magics[i].bytes, magics[i].length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
gw_archive_is (const char *path)
{
  guint8 head[HEAD_BYTES];
  gsize n;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  n = read_head (path, head);

  return has_magic (head, n, zips, G_N_ELEMENTS (zips)) || has_magic (head, n, tars, G_N_ELEMENTS (tars))
         || has_magic (head, n, packed, G_N_ELEMENTS (packed)) || has_magic (head, n, foreign, G_N_ELEMENTS (foreign));
}

/* The ending that says what it is; NULL: it has none of them. */
static const char *
find_ending (const char *name)
{
  const gsize length = strlen (name);

  for (gsize i = 0; endings[i] != NULL; i++)
    {
      const gsize end = strlen (endings[i]);

      if (length > end && g_ascii_strcasecmp (name + length - end, endings[i]) == 0)
        return endings[i];
    }
  return NULL;
}

/* Whether it is of a kind that is not read: one file that is packed and neither is a tar nor is
 * called so is of such a kind, too.
 */
static gboolean
is_foreign (const char *path)
{
  guint8 head[HEAD_BYTES];
  const gsize n = read_head (path, head);
  struct archive_entry *entry;
  g_autoptr (Input) input = NULL;

  if (has_magic (head, n, foreign, G_N_ELEMENTS (foreign)))
    return TRUE;
  if (!has_magic (head, n, packed, G_N_ELEMENTS (packed)) || find_ending (path) != NULL)
    return FALSE;
  input = input_open (path);
  return input == NULL || archive_read_next_header (input, &entry) != ARCHIVE_OK;
}

/* A zip of nothing is its directory's end alone, which libarchive takes for none. */
static gboolean
is_empty_zip (const char *path)
{
  guint8 head[HEAD_BYTES];

  return has_magic (head, read_head (path, head), &zips[1], 1);
}

/* --- unpacking ------------------------------------------------------------------------ */

typedef struct
{
  const char *path;
  GwProblems *problems; /* (nullable) */
  Input *input;
  GwFolderWriter *writer;
  GwWork *work;
  GCancellable *cancellable;
  guint64 most_bytes;
  guint64 n_bytes;
  guint64 n_entries;
  guint64 n_files;
} Unpacking;

/* Writes down why nothing is unpacked. text (transfer full): a sentence and what to do. */
static void
refuse (const Unpacking *self, const char *code, GwErrorCode error_code, char *text, GError **error)
{
  if (self->problems != NULL)
    gw_problems_add (self->problems, GW_SEVERITY_ERROR, code, self->path, 0, NULL, "%s", text);
  g_set_error (error, GW_ERROR, error_code, "%s: %s", self->path, text);
  g_free (text);
}

static void
refuse_entry (const Unpacking *self, const char *code, const char *name, const char *why, GError **error)
{
  g_autofree char *shown = gw_path_display (name, -1);
  const GwErrorCode error_code = strcmp (code, "archive-encrypted") == 0 ? GW_ERROR_UNSUPPORTED : GW_ERROR_REFUSED;

  /* Translators: a file in an archive, and why it cannot be */
  refuse (self, code, error_code, g_strdup_printf (_ ("“%s” in it %s. Nothing was unpacked."), shown, why), error);
}

static void
refuse_damaged (const Unpacking *self, GError **error)
{
  const char *why = self->input != NULL ? archive_error_string (self->input) : NULL;
  g_autofree char *shown = gw_path_display (why != NULL ? why : _ ("its directory cannot be read"), -1);

  refuse (self, "archive-damaged", GW_ERROR_TRUNCATED,
          g_strdup_printf (_ ("The archive is damaged or ends too early (%s). Nothing was unpacked. Get it once more."),
                           shown),
          error);
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
          refuse_damaged (self, error);
          return FALSE;
        }
      self->n_bytes += (guint64) got;
      if (self->n_bytes > self->most_bytes)
        {
          refuse (
              self, "archive-size", GW_ERROR_LIMIT,
              g_strdup_printf (
                  _ ("Unpacked it would be more than %" PRIu64
                     " times its size, or more than 64 GiB. Nothing was unpacked. Unpack it yourself if you trust it."),
                  gw_limit_get (GW_LIMIT_ARCHIVE_RATIO)),
              error);
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
      refuse (self, "archive-escape", GW_ERROR_REFUSED,
              g_strdup (_ ("A file in it has a name that cannot be read. Nothing was unpacked.")), error);
      return NULL;
    }

  name = gw_path_normalise (raw, -1, &failure);
  if (name == NULL)
    refuse_entry (self, "archive-escape", raw, _ ("does not name a place below a folder"), error);
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
      refuse_entry (self, "archive-link", name, _ ("is a link"), error);
      return FALSE;
    }
  if (archive_entry_filetype (entry) == AE_IFDIR || is_of_macos (name))
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG)
    {
      refuse_entry (self, "archive-link", name, _ ("is no file"), error);
      return FALSE;
    }
  if (archive_entry_is_encrypted (entry))
    {
      refuse_entry (self, "archive-encrypted", name, _ ("needs a password"), error);
      return FALSE;
    }

  out = gw_folder_writer_open (self->writer, name, &failure);
  if (out == NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_EXISTS))
    {
      refuse_entry (self, "archive-duplicate", name, _ ("is there twice"), error);
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
refuse_empty (const Unpacking *self, GError **error)
{
  refuse (self, "archive-empty", GW_ERROR_INVALID, g_strdup (_ ("There are no files in this archive.")), error);
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
          refuse_damaged (self, error);
          return FALSE;
        }
      if (++self->n_entries > gw_limit_get (GW_LIMIT_ARCHIVE_ENTRIES))
        {
          refuse (self, "archive-entries", GW_ERROR_LIMIT,
                  g_strdup_printf (_ ("There are more than %" PRIu64 " files in it. Nothing was unpacked."),
                                   gw_limit_get (GW_LIMIT_ARCHIVE_ENTRIES)),
                  error);
          return FALSE;
        }
      if (!tell (self, error) || !unpack_entry (self, entry, error))
        return FALSE;
    }
  if (self->n_files > 0)
    return TRUE;

  refuse_empty (self, error);
  return FALSE;
}

static gboolean
unpack (const char *path, GwFolderWriter *writer, GwProblems *problems, GwWork *work, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (Input) input = NULL;
  Unpacking self = { .path = path, .writer = writer, .problems = problems, .work = work, .cancellable = cancellable };
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
  if (is_foreign (path))
    refuse (
        &self, "archive-unknown", GW_ERROR_UNSUPPORTED,
        g_strdup (_ ("Archives of this kind are not read: zip is, and tar, plain or packed by gzip, xz or zstd. Unpack "
                     "it yourself, and choose what was in it.")),
        error);
  else if (input == NULL && is_empty_zip (path))
    refuse_empty (&self, error);
  else if (input == NULL)
    refuse_damaged (&self, error);
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
  const char *ending = find_ending (base);

  if (ending != NULL)
    return g_strndup (base, strlen (base) - strlen (ending));

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
unpack_to (GwArchive *self, const char *target, GwProblems *problems, GwWork *work, GCancellable *cancellable,
           GError **error)
{
  self->writer = gw_folder_writer_new (target, GW_WRITE_NEW, 0, error);
  if (self->writer == NULL || !unpack (self->path, self->writer, problems, work, cancellable, error)
      || !gw_folder_writer_commit (self->writer, cancellable, error))
    return FALSE;
  g_clear_pointer (&self->writer, gw_folder_writer_free);
  self->folder = g_strdup (target);
  find_content (self);
  return TRUE;
}

GwArchive *
gw_archive_unpack (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
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

  return unpack_to (self, target, problems, work, cancellable, error) ? g_steal_pointer (&self) : NULL;
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
gw_archive_unpack_beside (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GwArchive) self = g_new0 (GwArchive, 1);
  g_autofree char *target = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  target = find_free_name (path, error);
  if (target == NULL)
    return NULL;

  return unpack_to (self, target, problems, work, cancellable, error) ? g_steal_pointer (&self) : NULL;
}
