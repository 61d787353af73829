// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scrolled.h"

static gboolean
on_unrealize (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_SCROLLED_WINDOW (widget))
    g_signal_handlers_disconnect_by_data (gtk_widget_get_settings (widget), widget);
  return TRUE;
}

void
stipple_scrolled_let_go (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
  /* The signal is there once the class is; it never goes. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  /* GTK makes some of its own: no class of ours would reach them. */
  g_signal_add_emission_hook (g_signal_lookup ("unrealize", GTK_TYPE_WIDGET), 0, on_unrealize, NULL,
                              NULL);
}
