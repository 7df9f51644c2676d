/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one error domain of everything outside the store (which has its own,
 * GW_STORE_ERROR). Messages are whole sentences: what was being done, where,
 * what was expected, what to do.
 */
#define GW_ERROR (gw_error_quark ())

typedef enum
{
  GW_ERROR_INVALID,     /* the data contradict their format */
  GW_ERROR_LIMIT,       /* a limit of gw-limits.h was exceeded */
  GW_ERROR_UNSUPPORTED, /* well-formed, and not something this program reads */
  GW_ERROR_TRUNCATED,   /* the data end too early; part of the result may be usable */
  GW_ERROR_NOT_FOUND,   /* a named thing is not there */
  GW_ERROR_EXISTS,      /* a thing is there that must not be */
  GW_ERROR_REFUSED,     /* the request is understood and declined */
  GW_ERROR_IO           /* reading or writing failed; errno's text is in the message */
} GwErrorCode;

GQuark gw_error_quark (void);

/* What a person can do about an errno of reading or writing: a sentence that
 * goes behind "…: %s." of g_strerror().
 */
const char *gw_error_advise_reading (int code);
const char *gw_error_advise_writing (int code);

G_END_DECLS
