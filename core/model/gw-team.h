/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* People to whom jobs are given, as a boxed value. */
typedef struct
{
  gint64 id; /* 0: to be made */
  char *name;
  char *description;  /* never NULL; "" for none */
  gint64 created;     /* ms UTC */
  gboolean archived;  /* gets no new jobs */
  GArray *member_ids; /* gint64: of accounts, growing */
  GStrv groups;       /* of an organisation, whose people are of the team; sorted */
} GwTeam;

#define GW_TYPE_TEAM (gw_team_get_type ())

GType gw_team_get_type (void);
/* Without members and groups. */
GwTeam *gw_team_new (const char *name);
GwTeam *gw_team_copy (const GwTeam *self);
void gw_team_free (GwTeam *self);
gboolean gw_team_has_member (const GwTeam *self, gint64 account_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTeam, gw_team_free)

G_END_DECLS
