/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-intake.h"

G_BEGIN_DECLS

/* Options of writing formats that export and convert have in common, beside those of
 * gw-cli-choices.h; one call of the program has one set of them.
 */
typedef struct
{
  gboolean copy_images;
  char *link_images;
  gboolean overwrite;
  gboolean strict;
  gboolean lossless;
} GwCliFormats;

extern GwCliFormats gw_cli_formats;

/* clang-format off */
#define GW_CLI_WRITE_OPTIONS \
  { "copy-images", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.copy_images, N_ ("Put the pictures beside the labels"), \
    NULL }, \
    { "link-images", 0, 0, G_OPTION_ARG_STRING, &gw_cli_formats.link_images, \
      N_ ("Link the pictures instead: hard or symbolic"), "HOW" }, \
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.overwrite, N_ ("Write over what is there"), NULL }, \
    { "strict", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.strict, N_ ("Refuse where anything would be lost"), NULL }, \
    { "lossless", 0, 0, G_OPTION_ARG_NONE, &gw_cli_formats.lossless, N_ ("Write every digit and fact"), NULL }
/* clang-format on */

/* A name that is none is a matter of usage. */
const GwFormat *gw_cli_find_format (const char *name, GError **error);

/* Into the core's options; FALSE with G_OPTION_ERROR for a word that is none. */
gboolean gw_cli_formats_get_read (GwReadOptions *read, GwIntakeRules *rules, GError **error);
gboolean gw_cli_formats_get_write (GwWriteOptions *write, GError **error);

/* Adds to an error of writing which option would change it, where there is one. */
void gw_cli_formats_explain (const GwFormat *format, const GwWriteOptions *options, GwProblems *problems,
                             GError *error);
/* The folder that a target will lie in, where it is not there and so will be
 * made. (transfer full) (nullable)
 */
char *gw_cli_formats_find_missing_folder (const char *target);
/* Says that it was made; folder NULL says nothing. json NULL: as text. */
void gw_cli_formats_tell_folder (GwCli *cli, GwJsonWriter *json, const char *folder);

G_END_DECLS
