import { z } from 'zod';

/**
 * Imported first by a page: zod otherwise tries whether it may compile parsers from text, and the page's
 * content security policy reports each try as a violation.
 */
z.config({ jitless: true });
