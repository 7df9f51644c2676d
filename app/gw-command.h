/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person can have done by a key: one table for everything that has
 * one. Controllers, tooltips, the shortcuts window and the page of shortcuts
 * in Preferences read it by way of GwKeymap, which knows what somebody has
 * changed.
 */

/* Who listens for the keys of a command. */
typedef enum
{
  GW_COMMAND_APP,    /* the application, before any widget */
  GW_COMMAND_WINDOW, /* the project's window, after what is in it */
  GW_COMMAND_GRID,   /* the grid and the table of images */
  GW_COMMAND_PAGE,   /* the labeling view, but not while a text field has the focus */
  GW_COMMAND_ALWAYS, /* the labeling view, also in text fields */
  GW_COMMAND_CANVAS, /* the canvas, while it has the focus */
  GW_COMMAND_HELD    /* the labeling view: something lasts as long as the key is down; no action */
} GwCommandPlace;

/* Which form of the labeling view has the command. */
typedef enum
{
  GW_COMMAND_BOXES = 1 << 0,
  GW_COMMAND_CLASSES = 1 << 1,
  GW_COMMAND_BOTH = GW_COMMAND_BOXES | GW_COMMAND_CLASSES
} GwCommandForms;

/* The headings of the shortcuts window, in its order. */
typedef enum
{
  GW_COMMANDS_WALK,
  GW_COMMANDS_LABELS,
  GW_COMMANDS_TOOLS,
  GW_COMMANDS_OBJECTS,
  GW_COMMANDS_VIEW,
  GW_COMMANDS_GRID,
  GW_COMMANDS_GENERAL,
  GW_N_COMMAND_GROUPS
} GwCommandGroup;

/* Keymaps that are given; an own one is stored (GwKeymap). */
typedef enum
{
  GW_KEYS_GROUNDWORK,
  GW_KEYS_CVAT,
  GW_KEYS_LABELME,
  GW_KEYS_LABEL_STUDIO,
  GW_N_KEYS
} GwKeys;

typedef struct
{
  const char *id;       /* stable: settings hold it */
  const char *action;   /* (nullable): NULL where whoever listens knows what to do */
  const char *argument; /* (nullable): a GVariant in text form */
  const char *title;    /* not translated yet; (nullable): one more of the numbers above it */
  /* (nullable), not translated yet: neighbours of one title share a line of
   * the shortcuts window.
   */
  const char *shared_title;
  GwCommandGroup group;
  GwCommandPlace place;
  GwCommandForms forms;
  guint number;   /* 1 to 9 of a command for each digit; else 0 */
  gboolean fixed; /* nobody can change its keys */
  /* Keys in the form of gtk_shortcut_trigger_parse_string(), separated by
   * blanks; "": none; NULL in another keymap: as in Groundwork's.
   */
  const char *keys[GW_N_KEYS];
} GwCommand;

/* (array length=n) */
const GwCommand *gw_command_list (gsize *n);
/* (nullable) */
const GwCommand *gw_command_find (const char *id);
/* The keys of a given keymap, never NULL. */
const char *gw_command_get_keys (const GwCommand *command, GwKeys keys);
/* Both translated. */
const char *gw_command_get_title (const GwCommand *command);
const char *gw_command_get_group_title (GwCommandGroup group);

G_END_DECLS
