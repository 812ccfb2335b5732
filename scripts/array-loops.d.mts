import type { Plugin } from 'esbuild';
import type ts from 'typescript';

export const arrayLoops: Plugin;
export function counted(file: ts.SourceFile, checker: ts.TypeChecker): string;
