"""The sitting room: what each person sees of a sitting under way. Reads only; every act is a command.

A view holds what its reader may read and nothing else: templates hide nothing, they have nothing to hide.
"""
