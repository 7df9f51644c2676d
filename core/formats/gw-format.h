/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-problem.h"
#include "gw-record.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* How sure a reader is that a source is of its format, and why. */
typedef struct
{
  int confidence; /* 0: not mine, 100: certain */
  char reason[160];
} GwDetection;

/* Where a reader stands: opened on a file or folder, it gives the head and
 * then a record for each image. Readers stream: memory does not grow with
 * the file beyond what the format forces (COCO: its image table).
 */
typedef struct _GwReader GwReader;
typedef struct _GwWriter GwWriter;
typedef struct _GwFormat GwFormat;

typedef struct
{
  const char *images_dir;     /* (nullable): where pictures lie */
  const char *classes_file;   /* (nullable): names, for formats without */
  gboolean sizes_needed;      /* open pictures to learn sizes that the file lacks */
  GwWork *work;               /* (nullable): progress */
} GwReadOptions;

typedef struct
{
  const char *images_dir;     /* (nullable): root of pictures to copy or link */
  gboolean copy_images;
  gboolean overwrite;
  gboolean strict;            /* refuse when the loss report is not empty */
  gboolean lossless;          /* 17 significant digits where the format rounds */
  const char *name;           /* project or job name, for formats that carry one */
  GwWork *work;
} GwWriteOptions;

struct _GwReader
{
  const GwFormat *format;
  GwRecordHead *head;
  GwProblems *problems;
  gpointer state;
};

struct _GwWriter
{
  const GwFormat *format;
  gpointer state;
  gint64 n_files;
};

/* One module a format; one line in the registry (gw-format-registry.c). */
struct _GwFormat
{
  const char *name;      /* stable: "coco" */
  const char *title;     /* N_("COCO") */
  const char *file_name; /* the usual file inside a target folder; NULL: the target is one file */
  gboolean can_read;
  gboolean can_write;

  void (*detect) (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out);
  GwReader *(*open) (const char *source, const GwReadOptions *options, GwProblems *problems,
                     GCancellable *cancellable, GError **error);
  GwRecord *(*next) (GwReader *reader, GCancellable *cancellable, GError **error);
  void (*close) (GwReader *reader);

  /* Counts what the format cannot hold of one record, into problems
   * (codes loss-*), without writing.
   */
  void (*measure_loss) (const GwRecordHead *head, const GwRecord *record, GwProblems *problems);
  GwWriter *(*create) (const char *target, const GwRecordHead *head, const GwWriteOptions *options,
                       GwProblems *problems, GError **error);
  gboolean (*write) (GwWriter *writer, const GwRecord *record, GError **error);
  /* Makes the target appear; on FALSE nothing is left behind. */
  gboolean (*finish) (GwWriter *writer, GError **error);
  void (*abort) (GwWriter *writer);
};

const GwFormat *const *gw_formats_list (gsize *n);
const GwFormat *gw_format_find (const char *name);
/* The best format for a file or folder; NULL with GW_ERROR_UNSUPPORTED that
 * says what was expected and found.
 */
const GwFormat *gw_format_detect (const char *source, GwDetection *detection, GError **error);

GwReader *gw_format_open (const GwFormat *format, const char *source, const GwReadOptions *options,
                          GwProblems *problems, GCancellable *cancellable, GError **error);
GwRecord *gw_reader_next (GwReader *reader, GCancellable *cancellable, GError **error);
const GwRecordHead *gw_reader_get_head (GwReader *reader);
void gw_reader_close (GwReader *reader);

GwWriter *gw_format_create (const GwFormat *format, const char *target, const GwRecordHead *head,
                            const GwWriteOptions *options, GwProblems *problems, GError **error);
gboolean gw_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_writer_finish (GwWriter *writer, GError **error);
void gw_writer_abort (GwWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwReader, gw_reader_close)

G_END_DECLS
