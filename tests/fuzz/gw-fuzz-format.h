/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdint.h>
#include <glib.h>

G_BEGIN_DECLS

/* Reads the bytes as a file of the format through the intake, and writes what
 * was read in the same format and as gw-jsonl. Whatever the bytes are: no
 * crash, no leak, and what was read is given or told of as left out.
 */
void gw_fuzz_format (const char *format, const char *name, const uint8_t *data, size_t size);

/* A file that lies beside, the same each time. */
typedef struct
{
  const char *name;
  const void *data;
  size_t size;
} GwFuzzFile;

/* The same with n files in the folder, for formats of several. NULL data: name is a folder that some
 * of them are in, and size tells what is chosen.
 */
void gw_fuzz_format_beside (const char *format, const char *name, const uint8_t *data, size_t size,
                            const GwFuzzFile *files, size_t n);

G_END_DECLS
