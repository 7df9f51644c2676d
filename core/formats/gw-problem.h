/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GW_SEVERITY_INFO = 0,
  GW_SEVERITY_WARNING = 1,
  GW_SEVERITY_ERROR = 2
} GwSeverity;

/* One thing that a reader or writer met (spec formats 15.3). */
typedef struct
{
  GwSeverity severity;
  const char *code;  /* of spec formats 16; interned */
  char *file;        /* (nullable) */
  guint64 line;      /* 1-based, 0: none */
  char *pointer;     /* (nullable): JSON pointer */
  char *image;       /* (nullable): path */
  char *object;      /* (nullable): which, as the file names it */
  char *label;       /* (nullable): class name */
  char *detail;      /* (nullable): the value: “−6, 301, 188, 77” */
  char *text;        /* a sentence */
} GwProblem;

typedef struct _GwProblems GwProblems;

#define GW_TYPE_PROBLEMS (gw_problems_get_type ())

/* A counted collection of problems: all are counted by code and severity,
 * the first 10,000 of each code are kept whole. Thread-safe; counted.
 */
GType gw_problems_get_type (void);
GwProblems *gw_problems_new (void);
GwProblems *gw_problems_ref (GwProblems *self);
void gw_problems_unref (GwProblems *self);
/* Takes over problem's strings (all but code and text may be NULL). */
void gw_problems_take (GwProblems *self, GwProblem *problem);
void gw_problems_add (GwProblems *self, GwSeverity severity, const char *code, const char *file, guint64 line,
                      const char *image, const char *text_format, ...) G_GNUC_PRINTF (7, 8);

guint64 gw_problems_count (GwProblems *self);
guint64 gw_problems_count_severity (GwProblems *self, GwSeverity severity);
/* (transfer full): codes met, most frequent first, then by name. */
GStrv gw_problems_list_codes (GwProblems *self);
guint64 gw_problems_count_code (GwProblems *self, const char *code);
/* (transfer container) (element-type GwProblem): those kept. */
GPtrArray *gw_problems_list (GwProblems *self, const char *code);
/* What a code means, as a heading in the user's language: “Boxes reach outside the image”. */
const char *gw_problem_code_title (const char *code);
gboolean gw_problems_save_csv (GwProblems *self, const char *path, gboolean for_spreadsheet, GError **error);
/* 0 clean, 1 warnings, 2 some records rejected. */
int gw_problems_exit_code (GwProblems *self);

GwProblem *gw_problem_new (GwSeverity severity, const char *code, char *text);
void gw_problem_free (GwProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProblems, gw_problems_unref)

G_END_DECLS
