"""Constructs the controllers, and decides which of them implements which service.

Controllers that subscribe to the same event are called in the order in which they are constructed here.
"""

from __future__ import annotations

from typing import cast

from textual.screen import Screen

from reader.tui.core.controller import Action, AsyncAction, Controller
from reader.tui.core.services import Services
from reader.tui.features.alike.controller import AlikeController
from reader.tui.features.bookmarks.controller import BookmarkController
from reader.tui.features.bulk.controller import BulkController
from reader.tui.features.cable_list.controller import CableListController
from reader.tui.features.cable_list.marking import MarkingController
from reader.tui.features.codebook.controller import CodebookController
from reader.tui.features.command_line.controller import CommandLineController
from reader.tui.features.compare.controller import CompareController
from reader.tui.features.explain.controller import ExplainController
from reader.tui.features.export.controller import ExportController
from reader.tui.features.export.copying import CopyController
from reader.tui.features.export.protecting import ProtectController
from reader.tui.features.facets.controller import FacetController
from reader.tui.features.first_steps.controller import FirstStepsController
from reader.tui.features.importing.controller import ImportController
from reader.tui.features.links.controller import LinkController
from reader.tui.features.links.references import ReferenceController
from reader.tui.features.note_search.controller import NoteSearchController
from reader.tui.features.notes.controller import NotesController
from reader.tui.features.notes.external_editor import ExternalEditorController
from reader.tui.features.notes.note_navigation import NoteNavigation
from reader.tui.features.outline.controller import OutlineController
from reader.tui.features.peek.controller import PeekController
from reader.tui.features.people.controller import PeopleController
from reader.tui.features.pipe.controller import PipeController
from reader.tui.features.portions.controller import PortionController
from reader.tui.features.reader.capitals_controller import CapitalsController
from reader.tui.features.reader.controller import ReaderController
from reader.tui.features.reader.find.controller import FindController
from reader.tui.features.reader.following import ListFollower
from reader.tui.features.review.controller import ReviewController
from reader.tui.features.search.controller import FilterController
from reader.tui.features.search.history import QueryHistoryController
from reader.tui.features.session.controller import SessionController
from reader.tui.features.session.greeting import GreetingController
from reader.tui.features.settings.controller import Appearance, SettingsController
from reader.tui.features.sharing.controller import SharingController
from reader.tui.features.tagging.controller import TaggingController
from reader.tui.features.trails.controller import TrailController
from reader.tui.features.triage.controller import TriageController
from reader.tui.features.verify.controller import VerifyController
from reader.tui.main_screen.command_context import CommandContext
from reader.tui.main_screen.leaving import LeaveController
from reader.tui.main_screen.library_opening import LibraryController
from reader.tui.main_screen.linear import LinearController
from reader.tui.main_screen.pane_controller import PaneController
from reader.tui.main_screen.panes import Widgets
from reader.tui.main_screen.status import StatusController
from reader.tui.main_screen.view_commands import ViewController


class Controllers:
    """The controllers of the main screen."""

    def __init__(self, services: Services, screen: Screen[None], widgets: Widgets, exit: AsyncAction) -> None:
        """``exit`` saves the session and ends the program."""
        self.context = CommandContext(services, screen, widgets)
        self.panes = services.panes = PaneController(services, screen, widgets)
        self.reader = services.cables = ReaderController(services, widgets.reader)
        self.following = ListFollower(services, self.reader)
        self.notes = services.notes = NotesController(services, widgets.notes)
        self.cable_list = services.list_pane = CableListController(
            services, widgets.cable_list, widgets.list_heading
        )
        self.status = StatusController(services, screen, widgets, self.context)
        self.marking = services.marked = MarkingController(services, widgets.cable_list)
        self.filter = services.results = FilterController(services, widgets.filter_line)
        self.facets = services.timeline = FacetController(services, widgets.facets, widgets.histogram)
        self.triage = services.triage = TriageController(services)
        self.history = QueryHistoryController(services, widgets.filter_line)
        self.session = services.session = SessionController(services)
        self.settings = SettingsController(services, cast(Appearance, screen.app))
        self.note_navigation = services.note_places = NoteNavigation(services, widgets.notes)
        self.tagging = services.tags = TaggingController(services)
        self.links = services.links = LinkController(services)
        self.references = ReferenceController(services)
        self.bulk = services.bulk = BulkController(services)
        self.comparing = services.comparing = CompareController(services)
        self.export = services.exports = ExportController(services)
        self.find = FindController(services, widgets.reader)
        self.portions = PortionController(services)
        self.importing = ImportController(services, widgets.import_line)
        self.greeting = GreetingController(services)
        self.view = ViewController(services, screen, self.context)
        self.library = LibraryController(
            services,
            widgets.cable_list,
            panes=self.panes,
            reader=self.reader,
            following=self.following,
            notes=self.notes,
            filter=self.filter,
            triage=self.triage,
            session=self.session,
            greeting=self.greeting,
            importing=self.importing,
        )
        self.peek = PeekController(services)
        self.linear = LinearController(services, widgets)
        leaving = LeaveController(
            services,
            exit,
            bulk=self.bulk,
            marking=self.marking,
            facets=self.facets,
            find=self.find,
            portions=self.portions,
            triage=self.triage,
            view=self.view,
            filter=self.filter,
            importing=self.importing,
        )
        command_line = CommandLineController(services)
        every: tuple[Controller, ...] = (
            *(each for each in vars(self).values() if isinstance(each, Controller)),
            leaving,
            command_line,
            AlikeController(services),
            BookmarkController(services),
            CapitalsController(services, widgets.reader),
            CodebookController(services),
            CopyController(services),
            ExplainController(services),
            ExternalEditorController(services, self.notes.save),
            FirstStepsController(services, screen, widgets.steps_block, widgets.steps_line),
            NoteSearchController(services),
            OutlineController(services),
            PeopleController(services),
            PipeController(services),
            ProtectController(services),
            ReviewController(services),
            SharingController(services),
            TrailController(services),
            VerifyController(services),
        )
        self.actions: dict[str, Action] = {
            id: action for each in every for id, action in each.commands().items()
        }
        """What to call for each command that a controller, not a widget, carries out."""
        self.arguments = command_line.actions = {
            id: action for each in every for id, action in each.arguments().items()
        }
        """What to call for each command with the words typed after its name."""
