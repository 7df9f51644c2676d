/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-account.h"

#include <string.h>

#include "gw-boxed.h"

GW_DEFINE_BOXED_TYPE (GwAccount, gw_account, gw_account_copy, gw_account_free)

GwAccount *
gw_account_new (const char *name, GwRoles roles)
{
  GwAccount *self = g_new0 (GwAccount, 1);

  self->name = g_strdup (name);
  self->display_name = g_strdup ("");
  self->roles = roles;
  return self;
}

GwAccount *
gw_account_copy (const GwAccount *self)
{
  GwAccount *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->display_name = g_strdup (self->display_name);
  copy->email = g_strdup (self->email);
  copy->issuer = g_strdup (self->issuer);
  copy->subject = g_strdup (self->subject);
  return copy;
}

void
gw_account_free (GwAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->email);
  g_free (self->issuer);
  g_free (self->subject);
  g_free (self);
}

void
gw_account_set_text (char **member, const char *text)
{
  char *copy;

  g_return_if_fail (member != NULL);

  copy = g_strdup (text);
  g_free (*member);
  *member = copy;
}

const char *
gw_account_get_title (const GwAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->display_name[0] != '\0' ? self->display_name : self->name;
}

GwCredentials *
gw_credentials_new (void)
{
  GwCredentials *self = g_new0 (GwCredentials, 1);

  self->totp_step = -1;
  return self;
}

void
gw_credentials_free (GwCredentials *self)
{
  if (self == NULL)
    return;
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  explicit_bzero (self, sizeof *self);
  g_free (self);
}
