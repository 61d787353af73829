// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/session/hub-client.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StippleSignInView: user name and password, and what went wrong with them. What was typed stays until the hub took
 * it; the password goes with the view.
 *
 * Signal: signed-in ()
 */
#define STIPPLE_TYPE_SIGN_IN_VIEW (stipple_sign_in_view_get_type ())
G_DECLARE_FINAL_TYPE (StippleSignInView, stipple_sign_in_view, STIPPLE, SIGN_IN_VIEW, GtkBox)

GtkWidget *stipple_sign_in_view_new (void);
void stipple_sign_in_view_set_client (StippleSignInView *self, StippleHubClient *client);
/* Nobody but @user may sign in: what is behind the view is theirs. NULL: anybody. */
void stipple_sign_in_view_set_only (StippleSignInView *self, const char *user);
/* As if it had been typed; NULL is nothing. */
void stipple_sign_in_view_set_user (StippleSignInView *self, const char *user);
/* Why one has to sign in (again); NULL for no reason. */
void stipple_sign_in_view_set_reason (StippleSignInView *self, const char *title,
                                      const char *reason);
/* Forgets the password and what went wrong, and puts the cursor where typing goes on. */
void stipple_sign_in_view_reset (StippleSignInView *self);

G_END_DECLS
