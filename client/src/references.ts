// The command behind a code lens: shows a list of places in the editor's own view.
import { commands, type Disposable, Location, Position, Range, Uri } from 'vscode';

/** Line and character as the server sends them. */
interface Place {
  readonly line: number;
  readonly character: number;
}
interface Found {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

const position = ({ line, character }: Place) => new Position(line, character);

/** Registers the command: address of the document, position of the name, places to list. */
export function showReferences(): Disposable {
  return commands.registerCommand('haconf.showReferences', (uri: string, at: Place, places: readonly Found[]) =>
    commands.executeCommand(
      'editor.action.showReferences',
      Uri.parse(uri),
      position(at),
      places.map((place) => new Location(Uri.parse(place.uri), new Range(position(place.range.start), position(place.range.end)))),
    ),
  );
}
