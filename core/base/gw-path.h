/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Paths of images inside a dataset root.
 *
 * A normalised path is relative, has single "/" between its parts, no "." or
 * ".." part, no control character, and at most GW_LIMIT_PATH_BYTES bytes. Its
 * bytes are otherwise kept as they are: UTF-8 in NFC or NFD, or not UTF-8 at
 * all, because a file system may hold any of these.
 */

/* The normalised form of `path`, `length` bytes (-1: up to the NUL): a
 * backslash is a slash, "./" and doubled slashes fall away. Errors:
 * GW_ERROR_REFUSED for a path that is absolute (/x, C:\x, C:x, \\host) or has
 * a ".." part; GW_ERROR_INVALID for an empty one, a NUL or another control
 * character (C0, DEL, C1); GW_ERROR_LIMIT for one that is too long, or has a part
 * of over 255 bytes.
 * Returns: (transfer full) (nullable)
 */
char *gw_path_normalise (const char *path, gssize length, GError **error);

/* What of a path of another machine may be looked up here: the normalised part
 * after the drive, the leading slashes and the last "..". Errors as above, and
 * GW_ERROR_INVALID where nothing is left.
 * Returns: (transfer full) (nullable)
 */
char *gw_path_tail (const char *path, gssize length, GError **error);

/* The part after the last slash, inside `path`. */
const char *gw_path_basename (const char *path);

/* The path by which equal paths are found: NFC and NFD give the same bytes.
 * What is not UTF-8 stands for itself.
 * Returns: (transfer full)
 */
char *gw_path_key (const char *path);

/* The same without regard to case, for the last resort of matching.
 * Returns: (transfer full)
 */
char *gw_path_key_caseless (const char *path);

/* Equality and hash of paths by gw_path_key(), for GHashTable too. No memory
 * is taken for plain ASCII.
 */
gboolean gw_path_equal (gconstpointer a, gconstpointer b);
guint gw_path_hash (gconstpointer path);

/* A form that is safe to show: valid UTF-8 in which bidirectional controls,
 * invisible format characters, C0, DEL and C1 stand as \u202E and bytes that
 * are not UTF-8 as \xFF. Serves for every name that came from outside, classes
 * and tags too. Not for markup: escape that as well.
 * Returns: (transfer full)
 */
char *gw_path_display (const char *text, gssize length);

/* A key whose order by bytes (strcmp, or BINARY in the store) is the natural
 * one: image2 before image10, without regard to case, a folder's images
 * together. Different paths have different keys. UTF-8 where the path is.
 * Returns: (transfer full)
 */
char *gw_path_sort_key (const char *path);

/* Natural order of two paths, as qsort() wants it. */
int gw_path_compare (const char *a, const char *b);

/* Puts them in that order, with one key each: for many, some tens of times as fast as sorting by gw_path_compare().
 * (element-type filename)
 */
void gw_path_sort (GPtrArray *paths);

/* Opens the regular file `path` (normalised) below the folder `root` for
 * reading. Symbolic links are followed as long as they stay below the root;
 * one that leaves it is GW_ERROR_REFUSED, a missing file GW_ERROR_NOT_FOUND,
 * anything but a regular file GW_ERROR_UNSUPPORTED, else GW_ERROR_IO. Never
 * waits on a pipe or device.
 * Returns: a file descriptor for the caller to close, or -1
 */
int gw_path_open_beneath (const char *root, const char *path, GError **error);

/* The same as a stream that closes its descriptor.
 * Returns: (transfer full) (nullable)
 */
GInputStream *gw_path_open_stream (const char *root, const char *path, GError **error);

G_END_DECLS
