// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/window-private.h"

void
stipple_kiosk_window_open_staff (StippleKioskWindow *self)
{
  StippleStaffDrawer *drawer;

  /* Nothing of a visit is on the screen then, and nothing that staff must see first. */
  if (self->attract == NULL)
    return;
  drawer = stipple_staff_drawer_new ();
  g_signal_connect_object (drawer, "closed", G_CALLBACK (stipple_kiosk_window_close_staff), self,
                           G_CONNECT_SWAPPED);
  stipple_kiosk_window_show_screen (self, GTK_WIDGET (drawer), FALSE);
  stipple_kiosk_window_watch (self);
  gtk_widget_child_focus (GTK_WIDGET (drawer), GTK_DIR_TAB_FORWARD);
  g_signal_emit_by_name (self, "staff", drawer);
}

void
stipple_kiosk_window_close_staff (StippleKioskWindow *self)
{
  if (self->drawer != NULL)
    stipple_kiosk_window_show_attract (self);
}

StipplePack *
stipple_kiosk_window_get_pack (StippleKioskWindow *self)
{
  return self->pack;
}

StippleStaffGesture *
stipple_kiosk_window_get_gesture (StippleKioskWindow *self)
{
  return self->gesture;
}
