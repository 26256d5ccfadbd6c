"""Thin Dagster assets."""

import warnings

import dagster as dg

# Dagster may still rename some parameters that we use; the definitions test would notice, a user need not be told.
warnings.filterwarnings("ignore", category=dg.BetaWarning)
