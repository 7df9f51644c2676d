/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-manifest-keys.h"
#include "gw-problem.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* One line of an augmented manifest, taken apart and put together again. */

/* Calls func with each class that the line names, and its number or -1. */
typedef void (*GwManifestClassFunc) (const char *name, gint64 index, gpointer data);
void gw_manifest_foreach_class (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestClassFunc func,
                                gpointer data);

/* Where a line's labels go. */
typedef struct
{
  gint64 (*find_class) (const char *name, gpointer data); /* 0: not one */
  void (*report) (GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels, const char *text,
                  gpointer data); /* may be NULL */
  gpointer data;
  guint64 n_labels; /* met, rejected ones included */
} GwManifestSink;

/* In the bag of a record: the attributes that a machine has labeled, a list. */
#define GW_MANIFEST_BY_MACHINE "by-machine"
/* Marks objects of the record from one on as a model's, where a machine has labeled the attribute. */
void gw_manifest_mark_machine (GwRecord *record, const char *attribute, guint begin);

/* Fills labels, objects, size and time of the record; of masks the time only (see
 * gw-manifest-masks.h).
 */
void gw_manifest_read_line (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestSink *sink,
                            GwRecord *record);

/* Reports for each attribute why an image has no label where its metadata says so, which is all that such lines
 * have of it ("label-failed"), whether or not others have its labels.
 */
void gw_manifest_tell_failed (const GwJsonMembers *line, const GwManifestKeys *keys, GwManifestSink *sink);

/* What of a source-ref follows "s3://bucket/" or "file://": a part of the same text. */
const char *gw_manifest_skip_scheme (const char *source_ref);
/* What of a source-ref names the picture: without "s3://bucket/" or "file://",
 * and without the zero-width characters that copying leaves. (transfer full)
 */
char *gw_manifest_get_path (const char *source_ref);

G_END_DECLS
